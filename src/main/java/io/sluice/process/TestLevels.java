package io.sluice.process;

import io.sluice.environment.Environment;
import io.sluice.salesforce.TestLevel;
import java.util.Optional;

/** Test levels that forms begin with. */
final class TestLevels {

    private TestLevels() {}

    /** What a target asks for at least. */
    static TestLevel least(Optional<Environment> target) {
        return target.filter(each -> each.kind().isProduction()).isPresent()
                ? TestLevel.RUN_LOCAL_TESTS
                : TestLevel.NO_TEST_RUN;
    }
}
