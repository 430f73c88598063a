package io.sluice.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Function;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.jspecify.annotations.Nullable;

/**
 * The newest version of a decision table that is evaluated with an engine of its own, so that asking it leaves no history.
 *
 * @param <T> the table, as it is read
 */
final class NewestDecision<T> {

    private final RepositoryService repository;
    private final String key;
    private final Function<InputStream, T> reader;
    private volatile @Nullable Known<T> known;

    NewestDecision(RepositoryService repository, String key, Function<InputStream, T> reader) {
        this.repository = repository;
        this.key = key;
        this.reader = reader;
    }

    private record Known<T>(String definition, T table) {}

    /** Empty where owners use models without it. */
    Optional<T> table() {
        DecisionDefinition newest = repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey(key)
                .latestVersion()
                .singleResult();
        return newest == null ? Optional.empty() : Optional.of(read(newest.getId()));
    }

    private T read(String definition) {
        Known<T> before = known;
        if (before != null && before.definition().equals(definition)) {
            return before.table();
        }
        try (InputStream model = repository.getDecisionModel(definition)) {
            T table = reader.apply(model);
            known = new Known<>(definition, table);
            return table;
        } catch (IOException e) {
            throw new UncheckedIOException("The decision " + key + " can't be read", e);
        }
    }
}
