package io.sluice.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.compare.difference.ComponentDifferences;
import io.sluice.compare.difference.Difference;
import io.sluice.compare.difference.RightsChange;
import io.sluice.compare.difference.RightsFacts;
import io.sluice.compare.difference.TextDifference;
import io.sluice.metadata.Component;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Writes down what differs inside the items of a comparison; rows are only ever added, in the caller's transaction. */
@Repository
public class DifferenceStore {

    private static final TypeReference<List<String>> SENTENCES = new TypeReference<>() {};

    private final JdbcTemplate jdbc;
    private final ObjectMapper json;
    private final ContentStore contentStore;

    DifferenceStore(JdbcTemplate jdbc, ObjectMapper json, ContentStore contentStore) {
        this.jdbc = jdbc;
        this.json = json;
        this.contentStore = contentStore;
    }

    /** Notes that the items of a comparison were looked into. */
    void lookedInside(UUID comparison) {
        jdbc.update("insert into sluice.comparison_looked_inside values (?)", comparison);
    }

    /**
     * What differs in an item is kept, and nothing leads to it yet.
     *
     * @param rights whether somebody gains, loses or has a right changed
     */
    record Kept(Component item, UUID set, boolean rights) {}

    /** Keeps what differs in items of a comparison; an item with nothing to tell leaves nothing. */
    void add(UUID comparison, Collection<ComponentDifferences> items) {
        lead(comparison, keep(items));
    }

    /** The same for a comparison that is not finished, with the rest of what was found. */
    public void addUnderWay(UUID job, DifferenceBuffer found) {
        lead("compare_item_differences (job", job, found.finish());
    }

    /** The same with the rest of what was found. */
    void add(UUID comparison, DifferenceBuffer found) {
        lead(comparison, found.finish());
    }

    private void lead(UUID comparison, Collection<Kept> kept) {
        lead("comparison_item_differences (comparison", comparison, kept);
    }

    /** Keeps what differs in items of a comparison that is not there yet; an item with nothing to tell leaves nothing. */
    List<Kept> keep(Collection<ComponentDifferences> items) {
        Map<UUID, ComponentDifferences> sets = new LinkedHashMap<>();
        items.stream()
                .filter(item -> !item.isSame()
                        || !item.notes().isEmpty()
                        || !item.texts().isEmpty())
                .forEach(item -> sets.put(UUID.randomUUID(), item));
        addSets(sets);
        addDifferences(sets);
        addTexts(sets);
        return sets.entrySet().stream()
                .map(set -> new Kept(
                        set.getValue().component(),
                        set.getKey(),
                        set.getValue().differences().stream().anyMatch(each -> each.right() != null)))
                .toList();
    }

    private void lead(String table, UUID of, Collection<Kept> kept) {
        jdbc.batchUpdate(
                "insert into sluice." + table + ", type, full_name, difference_set, rights) values (?, ?, ?, ?, ?)",
                kept.stream()
                        .map(each -> new @Nullable Object[] {
                            of, each.item().type(), each.item().fullName(), each.set(), each.rights()
                        })
                        .toList());
    }

    private void addSets(Map<UUID, ComponentDifferences> sets) {
        jdbc.batchUpdate(
                "insert into sluice.difference_set values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb)",
                sets.entrySet().stream()
                        .map(set -> {
                            ComponentDifferences item = set.getValue();
                            RightsFacts rights = RightsFacts.of(List.of(item));
                            return new @Nullable Object[] {
                                set.getKey(),
                                item.differences().size(),
                                rights.gained(),
                                rights.lost(),
                                rights.changed(),
                                rights.powerfulGained(),
                                rights.powerfulLost(),
                                written(item.notes()),
                                written(item.notCompared())
                            };
                        })
                        .toList());
    }

    private void addDifferences(Map<UUID, ComponentDifferences> sets) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        sets.forEach((set, item) -> IntStream.range(0, item.differences().size())
                .mapToObj(n -> row(set, n, item.differences().get(n)))
                .forEach(rows::add));
        jdbc.batchUpdate("insert into sluice.difference values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows);
    }

    private static @Nullable Object[] row(UUID set, int n, Difference difference) {
        RightsChange right = difference.right();
        return new @Nullable Object[] {
            set,
            n,
            difference.kind().name(),
            clean(difference.path()),
            clean(difference.place()),
            clean(difference.source()),
            clean(difference.target()),
            clean(difference.words()),
            right == null ? null : right.effect().name(),
            right == null ? null : clean(right.holder()),
            right == null ? null : right.kind().name(),
            right == null ? null : clean(right.right()),
            right == null ? null : clean(right.on()),
            right == null ? null : right.powerful()
        };
    }

    private void addTexts(Map<UUID, ComponentDifferences> sets) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        SortedMap<String, byte[]> contents = new TreeMap<>();
        sets.forEach((set, item) -> IntStream.range(0, item.texts().size()).forEach(n -> {
            TextDifference text = item.texts().get(n);
            rows.add(new @Nullable Object[] {
                set,
                n,
                clean(text.path()),
                clean(text.place()),
                named(text.source(), contents),
                named(text.target(), contents),
                text.binary()
            });
        }));
        // In the order of the hashes, so that two comparisons that keep the same texts do not wait for each other in a
        // circle.
        contents.keySet().removeAll(contentStore.kept(contents.keySet()));
        contents.forEach(this::keep);
        jdbc.batchUpdate("insert into sluice.difference_text values (?, ?, ?, ?, ?, ?, ?)", rows);
    }

    private void keep(String sha256, byte[] text) {
        try {
            contentStore.keep(sha256, new ByteArrayInputStream(text));
        } catch (IOException e) {
            throw new UncheckedIOException("A text in memory can't be read", e);
        }
    }

    private static @Nullable String named(@Nullable String text, Map<String, byte[]> contents) {
        if (text == null) {
            return null;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String name = sha256(bytes);
        contents.putIfAbsent(name, bytes);
        return name;
    }

    Optional<ComponentDifferences> find(UUID comparison, Component item) {
        return jdbc
                .query(
                        """
                        select s.id, s.notes, s.not_compared from sluice.comparison_item_differences i
                        join sluice.difference_set s on s.id = i.difference_set
                        where i.comparison = ? and i.type = ? and i.full_name = ?
                        """,
                        (row, number) -> {
                            UUID set = row.getObject("id", UUID.class);
                            return new ComponentDifferences(
                                    item,
                                    differences(set),
                                    texts(set),
                                    read(row.getString("notes")),
                                    read(row.getString("not_compared")));
                        },
                        comparison,
                        item.type(),
                        item.fullName())
                .stream()
                .findFirst();
    }

    private List<Difference> differences(UUID set) {
        return jdbc.query(
                "select * from sluice.difference where difference_set = ? order by n", DifferenceRows::difference, set);
    }

    private List<TextDifference> texts(UUID set) {
        return jdbc.query(
                "select * from sluice.difference_text where difference_set = ? order by n",
                (row, number) -> new TextDifference(
                        row.getString("path"),
                        row.getString("place"),
                        text(row.getString("source_sha256")),
                        text(row.getString("target_sha256")),
                        row.getBoolean("is_binary")),
                set);
    }

    private @Nullable String text(@Nullable String sha256) {
        if (sha256 == null) {
            return null;
        }
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            if (!contentStore.write(sha256, text)) {
                throw new IllegalStateException("The text " + sha256 + " of a difference is not kept");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The text " + sha256 + " of a difference can't be read", e);
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    /** The database's text has no NUL character; a value that holds one shows it as a visible sign. */
    private static @Nullable String clean(@Nullable String text) {
        return text == null ? null : text.replace('\0', '\u2400');
    }

    private String written(List<String> sentences) {
        try {
            return json.writeValueAsString(
                    sentences.stream().map(each -> each.replace('\0', '\u2400')).toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Sentences can't be written as JSON", e);
        }
    }

    private List<String> read(String sentences) {
        try {
            return json.readValue(sentences, SENTENCES);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Sentences about an item can't be read: " + sentences, e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
