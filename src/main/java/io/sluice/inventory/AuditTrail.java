package io.sluice.inventory;

import io.sluice.salesforce.OrgConnection;
import io.sluice.salesforce.OrgException;
import io.sluice.salesforce.OrgTimes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An org's audit trail: who changed what in its set-up, without the content. Every org has it; a user without the right to
 * view the set-up does not see it.
 */
final class AuditTrail {

    /** Rows may be written a little later than the time that they carry. */
    private static final Duration OVERLAP = Duration.ofMinutes(5);

    private final OrgConnection org;

    AuditTrail(OrgConnection org) {
        this.org = org;
    }

    /**
     * What was done since a mark.
     *
     * @param sections where in the set-up, in the org's words
     */
    record Done(Marks marks, Set<String> sections) {}

    /** Where the trail ends now; empty where it can't be seen. */
    Optional<Marks> end() {
        return readable(() -> {
            List<Map<String, Object>> newest =
                    org.query("SELECT Id, CreatedDate FROM SetupAuditTrail ORDER BY CreatedDate DESC LIMIT 1");
            if (newest.isEmpty()) {
                return Marks.NONE;
            }
            return marks(rowsSince(time(newest.get(0))), Marks.NONE);
        });
    }

    /** Empty where the trail can't be seen. */
    Optional<Done> since(Marks before) {
        return readable(() -> {
            Instant at = before.auditAt();
            List<Map<String, Object>> rows = at == null ? all() : rowsSince(at);
            Set<String> known = Set.copyOf(before.auditIds());
            Set<String> sections = new HashSet<>();
            rows.stream()
                    .filter(row -> !known.contains(text(row, "Id")))
                    .forEach(row -> sections.add(text(row, "Section")));
            return new Done(marks(rows, before), sections);
        });
    }

    private List<Map<String, Object>> rowsSince(Instant at) {
        return org.query("SELECT Id, Section, CreatedDate FROM SetupAuditTrail WHERE CreatedDate >= "
                + at.minus(OVERLAP).truncatedTo(ChronoUnit.SECONDS) + " ORDER BY CreatedDate");
    }

    private List<Map<String, Object>> all() {
        return org.query("SELECT Id, Section, CreatedDate FROM SetupAuditTrail ORDER BY CreatedDate");
    }

    private static Marks marks(List<Map<String, Object>> rows, Marks before) {
        if (rows.isEmpty()) {
            return before;
        }
        Instant newest =
                rows.stream().map(AuditTrail::time).max(Instant::compareTo).orElseThrow();
        Instant from = newest.minus(OVERLAP).truncatedTo(ChronoUnit.SECONDS);
        return new Marks(
                null,
                newest,
                rows.stream()
                        .filter(row -> !time(row).isBefore(from))
                        .map(row -> text(row, "Id"))
                        .toList());
    }

    private static Instant time(Map<String, Object> row) {
        return OrgTimes.read("CreatedDate", text(row, "CreatedDate"));
    }

    private static String text(Map<String, Object> row, String name) {
        return row.get(name) instanceof String text ? text : "";
    }

    private interface Question<T> {
        T answer();
    }

    private static <T> Optional<T> readable(Question<T> question) {
        try {
            return Optional.of(question.answer());
        } catch (OrgException e) {
            if (e.code().equals("INVALID_TYPE") || e.code().equals("INSUFFICIENT_ACCESS")) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
