package io.sluice.kill;

import io.sluice.kill.HarnessResult.Ended;
import io.sluice.kill.HarnessResult.Row;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** The tables of {@code docs/kill-harness.md}. */
record HarnessTable(
        long seed,
        Duration took,
        Map<String, Row> rows,
        Map<String, Row> troubles,
        List<String> faults,
        Map<String, Ended> changes) {

    String text() {
        StringBuilder text = new StringBuilder();
        figures(text);
        courses(text);
        points(text);
        troubles(text);
        return text.toString();
    }

    private Stream<Ended> runs() {
        return changes.values().stream().filter(change -> change.kills() > 0);
    }

    private void figures(StringBuilder text) {
        text.append("| what | figure |\n| --- | --- |\n");
        line(text, "runs (changes taken to their end, something was killed during each)", runs().count());
        line(
                text,
                "kills with one node",
                rows.values().stream().mapToInt(row -> row.oneNode).sum());
        line(
                text,
                "kills with two nodes",
                rows.values().stream().mapToInt(row -> row.twoNodes).sum());
        line(
                text,
                "named points that a node was killed at",
                named().filter(Row::isHit).count());
        line(
                text,
                "named points that nobody came to in time, so that nothing is proved of them",
                named().filter(row -> !row.isHit()).count());
        line(text, "requests found again after a lost answer (adopted)", sum(Ended::adopted));
        line(text, "requests sent again, because they certainly never arrived", sum(Ended::sentAgain));
        line(text, "incidents that an operator retried", sum(Ended::incidents));
        line(text, "deployments that people repeated at *Fix errors*", sum(Ended::repeats));
        line(text, "double deployments", count("double"));
        line(text, "lost changes or content", count("lost"));
        line(text, "stuck", count("stuck"));
        line(text, "any other fault", faults.size() - count("double") - count("lost") - count("stuck"));
        line(text, "seed", seed);
        line(text, "duration in minutes", took.toMinutes());
    }

    private Stream<Row> named() {
        return rows.entrySet().stream()
                .filter(row -> new KillOrder(row.getKey(), 1).isNamed())
                .map(Map.Entry::getValue);
    }

    private void courses(StringBuilder text) {
        text.append("""

                | changes | runs | deployed as a whole | deployed quickly | rehearsed |
                | --- | --- | --- | --- | --- |
                """);
        for (Course course : Course.values()) {
            List<Ended> of = runs().filter(run -> run.course() == course).toList();
            text.append("| %s | %d | %d | %d | %d |\n"
                    .formatted(
                            course.words(),
                            of.size(),
                            of.stream().mapToInt(Ended::deployed).sum(),
                            of.stream().mapToInt(Ended::quick).sum(),
                            of.stream().mapToInt(Ended::rehearsed).sum()));
        }
    }

    private void points(StringBuilder text) {
        text.append("""

                | killed at | with one node | with two nodes | changes there | adopted | sent again | incidents |
                | --- | --- | --- | --- | --- | --- | --- |
                """);
        rows.forEach((point, row) -> {
            List<Ended> at = at(row);
            text.append("| %s | %s | %s | %d | %d | %d | %d |\n"
                    .formatted(
                            point,
                            row.isHit() ? row.oneNode : "**not reached**",
                            row.isHit() ? row.twoNodes : "**not reached**",
                            at.size(),
                            at.stream().mapToInt(Ended::adopted).sum(),
                            at.stream().mapToInt(Ended::sentAgain).sum(),
                            at.stream().mapToInt(Ended::incidents).sum()));
        });
    }

    private void troubles(StringBuilder text) {
        text.append("""

                | trouble of an org | times | changes under way |
                | --- | --- | --- |
                """);
        troubles.forEach(
                (trouble, row) -> text.append("| %s | %d | %d |\n".formatted(trouble, row.oneNode, at(row).size())));
    }

    private List<Ended> at(Row row) {
        return row.changes.stream()
                .distinct()
                .filter(changes::containsKey)
                .map(changes::get)
                .toList();
    }

    private long count(String word) {
        return faults.stream()
                .filter(fault -> fault.contains(": " + word + ":"))
                .count();
    }

    private int sum(ToIntFunction<Ended> what) {
        return changes.values().stream().mapToInt(what).sum();
    }

    private static void line(StringBuilder text, String what, long figure) {
        text.append("| ").append(what).append(" | ").append(figure).append(" |\n");
    }
}
