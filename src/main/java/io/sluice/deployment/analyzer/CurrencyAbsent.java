package io.sluice.deployment.analyzer;

import io.sluice.metadata.MetadataFile;
import java.util.List;
import java.util.regex.Pattern;

/** Currencies that the package names and the target has not, where it has several. */
@org.springframework.stereotype.Component
final class CurrencyAbsent implements Analyzer {

    private static final Rule RULE = Rule.blocker(
            "currency-absent",
            "Currency is absent",
            "Currencies that the package names and the target has not, where it has several.",
            "Salesforce refuses what names a currency that is not active.",
            "Activate the currency in Setup of the target, or use another one.");

    private static final Pattern ISO_CODE = Pattern.compile("[A-Z]{3}");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public void file(MetadataFile file, Subject subject, Report report) {
        file.root().ifPresent(root -> {
            for (String tag : List.of("currency", "currencyIsoCode", "currencyCode")) {
                root.all(tag).stream()
                        .filter(node -> ISO_CODE.matcher(node.text()).matches())
                        .forEach(node -> subject.target()
                                .currencies()
                                .filter(codes -> !codes.isEmpty() && !codes.contains(node.text()))
                                .ifPresent(codes -> report.add(
                                        file.component(),
                                        node,
                                        "The target has no active currency " + node.text() + ".")));
            }
        });
    }
}
