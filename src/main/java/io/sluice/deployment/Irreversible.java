package io.sluice.deployment;

import java.util.List;

/** What of a deployment can't be undone, told before it is approved. */
public interface Irreversible {

    /**
     * What a rollback of a deployment could not bring back, by component; of a rollback record, what it does not bring back.
     * Empty before the first comparison.
     */
    List<CannotUndo> of(String deployment);
}
