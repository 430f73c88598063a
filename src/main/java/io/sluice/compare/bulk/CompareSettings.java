package io.sluice.compare.bulk;

import java.time.Duration;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How selections are compared.
 *
 * @param files how many files a retrieve is planned to bring at most; an org refuses more than 10,000, and the number is a
 *     guess until a retrieve is done
 * @param retrievesAtOnce of one org; Salto's adapter has found three to be what an org bears
 * @param firstLook how long after its start a retrieve is looked at; a small one is done by then
 * @param poll pause between two looks at one retrieve; Salesforce's own client looks once a second at most
 * @param slice how long a job works before it says how far it is
 * @param trustEmptyFor how long a type of which an org had nothing is not listed again, while the org's own record of its
 *     changes says nothing of it; not everything is recorded
 * @param trustDatesFor how long an org's word that a component did not change is believed; then it is retrieved once more
 */
@ConfigurationProperties(prefix = "sluice.compare", ignoreUnknownFields = false)
record CompareSettings(
        @DefaultValue("4000") int files,
        @DefaultValue("3") int retrievesAtOnce,
        @DefaultValue("250ms") Duration firstLook,
        @DefaultValue("1s") Duration poll,
        @DefaultValue("3s") Duration slice,
        @DefaultValue("1d") Duration trustEmptyFor,
        @DefaultValue("7d") Duration trustDatesFor) {

    CompareSettings {
        if (files < 1 || files > 10_000) {
            throw new IllegalArgumentException("sluice.compare.files must lie between 1 and 10000, not " + files);
        }
        if (retrievesAtOnce < 1 || retrievesAtOnce > 3) {
            throw new IllegalArgumentException(
                    "sluice.compare.retrieves-at-once must lie between 1 and 3, not " + retrievesAtOnce);
        }
        if (Stream.of(firstLook, poll, slice, trustEmptyFor, trustDatesFor).anyMatch(Duration::isNegative)) {
            throw new IllegalArgumentException("The times of sluice.compare must not be negative");
        }
    }
}
