package io.sluice.process;

import io.sluice.deployment.TestPolicy;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.RepositoryService;
import org.springframework.stereotype.Component;

/** Decides by the newest decision table {@code test-policy}; owners may use models without it, and then any tests are enough. */
@Component
class TestDecision implements TestPolicy {

    private final NewestDecision<TestTable> newest;

    TestDecision(RepositoryService repository) {
        this.newest = new NewestDecision<>(repository, TestTable.ID, TestTable::read);
    }

    @Override
    public Optional<Minimum> minimum(Map<String, Object> facts) {
        return newest.table().flatMap(table -> table.minimum(facts));
    }
}
