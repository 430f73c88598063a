package io.sluice.deployment;

import com.fasterxml.jackson.core.type.TypeReference;
import io.sluice.deployment.analyzer.Finding;
import io.sluice.deployment.analyzer.Rule;
import io.sluice.metadata.Component;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Analyses and waivers in the database. */
@org.springframework.stereotype.Component
class AnalysisStore {

    private static final TypeReference<List<Map<String, String>>> ROWS = new TypeReference<>() {};
    private static final TypeReference<List<String>> NOTES = new TypeReference<>() {};
    private static final int ID_BYTES = 8;

    private final JdbcClient jdbc;
    private final Json json;

    AnalysisStore(JdbcClient jdbc, Json json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void add(
            String deployment,
            String sha256,
            String fingerprint,
            Instant at,
            List<Finding> findings,
            List<String> notes) {
        jdbc.sql("""
                        insert into sluice.analysis (deployment, package_sha256, fingerprint, at, findings, notes)
                        values (:deployment, :sha, :fingerprint, :at, :findings::jsonb, :notes::jsonb)
                        """)
                .param("deployment", deployment)
                .param("sha", sha256)
                .param("fingerprint", fingerprint)
                .param("at", Times.utc(at))
                .param(
                        "findings",
                        json.write(findings.stream().map(AnalysisStore::row).toList()))
                .param("notes", json.write(notes))
                .update();
    }

    Optional<Analysis> latest(String deployment) {
        return jdbc.sql("select * from sluice.analysis where deployment = :deployment order by position desc limit 1")
                .param("deployment", deployment)
                .query(this::analysis)
                .optional();
    }

    /** @return false where somebody has waived it already */
    boolean waive(String deployment, String fingerprint, String finding, Analysis.Waiver waiver) {
        return jdbc.sql("""
                                insert into sluice.waiver (deployment, fingerprint, finding, person, reason, at)
                                values (:deployment, :fingerprint, :finding, :person, :reason, :at) on conflict do nothing
                                """)
                        .param("deployment", deployment)
                        .param("fingerprint", fingerprint)
                        .param("finding", finding)
                        .param("person", waiver.person())
                        .param("reason", waiver.reason())
                        .param("at", Times.utc(waiver.at()))
                        .update()
                == 1;
    }

    private Analysis analysis(ResultSet row, int number) throws SQLException {
        String deployment = row.getString("deployment");
        String fingerprint = row.getString("fingerprint");
        Map<String, Analysis.Waiver> waivers = waivers(deployment, fingerprint);
        return new Analysis(
                deployment,
                row.getString("package_sha256"),
                fingerprint,
                Times.requiredInstant(row, "at"),
                json.read(row.getString("findings"), ROWS).stream()
                        .map(AnalysisStore::finding)
                        .map(finding -> new Analysis.Judged(id(finding), finding, waivers.get(id(finding))))
                        .toList(),
                json.read(row.getString("notes"), NOTES));
    }

    private Map<String, Analysis.Waiver> waivers(String deployment, String fingerprint) {
        Map<String, Analysis.Waiver> waivers = new HashMap<>();
        jdbc.sql("select * from sluice.waiver where deployment = :deployment and fingerprint = :fingerprint")
                .param("deployment", deployment)
                .param("fingerprint", fingerprint)
                .query((row, number) -> waivers.put(
                        row.getString("finding"),
                        new Analysis.Waiver(
                                row.getString("person"), row.getString("reason"), Times.requiredInstant(row, "at"))))
                .list();
        return waivers;
    }

    /** The same for the same finding: over rule, place and words, each with its length. */
    static String id(Finding finding) {
        var sha256 = Sha256.start();
        for (String part : List.of(finding.rule(), finding.place().toString(), finding.where(), finding.words())) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            sha256.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
            sha256.update(bytes);
        }
        return HexFormat.of().formatHex(sha256.digest(), 0, ID_BYTES);
    }

    private static Map<String, String> row(Finding finding) {
        return Map.of(
                "effect", (finding.blocks() ? Rule.Effect.BLOCK : Rule.Effect.WARN).word(),
                "rule", finding.rule(),
                "place", finding.place().toString(),
                "where", finding.where(),
                "words", finding.words(),
                "remedy", finding.remedy());
    }

    private static Finding finding(Map<String, String> row) {
        return Finding.of(
                text(row, "effect").equals(Rule.Effect.BLOCK.word()) ? Rule.Effect.BLOCK : Rule.Effect.WARN,
                text(row, "rule"),
                Component.parse(text(row, "place")).orElseThrow(),
                text(row, "where"),
                text(row, "words"),
                text(row, "remedy"));
    }

    private static String text(Map<String, String> row, String name) {
        return Objects.requireNonNull(row.get(name), () -> "a finding was stored without " + name);
    }
}
