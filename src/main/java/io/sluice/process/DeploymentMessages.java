package io.sluice.process;

import io.sluice.deployment.Explanation;
import io.sluice.deployment.Explanations;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Explains an org's messages by the newest decision table {@code deployment-messages}. It is read with an engine of its own,
 * so that looking at a log leaves no history of decisions.
 */
@Component
class DeploymentMessages implements Explanations {

    private static final Logger LOG = LoggerFactory.getLogger(DeploymentMessages.class);
    /** The same messages come again with every look at a page; a table that is full is emptied. */
    private static final int MOST_REMEMBERED = 5_000;

    private final RepositoryService repository;
    private volatile @Nullable Known known;

    DeploymentMessages(RepositoryService repository) {
        this.repository = repository;
    }

    /** One version of the table and what it has answered. */
    private record Known(String definition, MessageTable table, Map<String, Optional<Explanation>> answers) {}

    @Override
    public Optional<Explanation> of(About about, String message) {
        return newest().flatMap(found -> answer(found, about, message));
    }

    private static Optional<Explanation> answer(Known known, About about, String message) {
        Map<String, Optional<Explanation>> answers = known.answers();
        if (answers.size() >= MOST_REMEMBERED) {
            answers.clear();
        }
        return answers.computeIfAbsent(about + " " + message, asked -> {
            try {
                return known.table().explain(about, message);
            } catch (RuntimeException broken) {
                LOG.warn("A row of the decision {} fails; the message is shown as it is", MessageTable.ID, broken);
                return Optional.empty();
            }
        });
    }

    private Optional<Known> newest() {
        DecisionDefinition newest = repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey(MessageTable.ID)
                .latestVersion()
                .singleResult();
        if (newest == null) {
            return Optional.empty();
        }
        Known before = known;
        if (before != null && before.definition().equals(newest.getId())) {
            return Optional.of(before);
        }
        InputStream model = repository.getDecisionModel(newest.getId());
        Known now = new Known(newest.getId(), MessageTable.read(model), new ConcurrentHashMap<>());
        known = now;
        return Optional.of(now);
    }
}
