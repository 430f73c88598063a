package io.sluice.compare;

import io.sluice.metadata.Component;
import java.util.Collection;

/** What was kept of an environment at an earlier moment, so that it can stand in for a comparison's source. */
public interface KeptStates {

    /**
     * What was kept of a scope; components that were not there then are absent. Closed by the caller.
     *
     * @param orgId the org that it was kept of
     */
    record Kept(String orgId, RetrievedZip zip) implements AutoCloseable {

        @Override
        public void close() {
            zip.close();
        }
    }

    /**
     * @param id as the comparison was requested with
     * @throws IllegalArgumentException where nothing was kept under this id
     */
    Kept read(String id, Collection<Component> scope);
}
