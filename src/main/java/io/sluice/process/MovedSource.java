package io.sluice.process;

import io.sluice.deployment.ChangePaths;
import io.sluice.deployment.DeploymentRecord;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says in forms what is not any more, in a deployment's source, what the target before was verified with. */
@Component
class MovedSource {

    private static final int NAMED = 20;

    private final ChangePaths paths;

    MovedSource(ChangePaths paths) {
        this.paths = paths;
    }

    /** One component a line; null where nothing moved. */
    @Nullable
    String words(DeploymentRecord record) {
        List<io.sluice.metadata.Component> moved = paths.movedSinceVerified(record.id());
        if (moved.isEmpty()) {
            return null;
        }
        String named = moved.stream().limit(NAMED).map(Object::toString).collect(Collectors.joining("\n"));
        return moved.size() <= NAMED ? named : named + "\nand " + (moved.size() - NAMED) + " more";
    }
}
