package io.sluice.remotejob;

import java.util.UUID;

/** The job was claimed by another dispatcher, or withdrawn, since this one claimed it: what it found is dropped. */
final class StaleClaimException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StaleClaimException(UUID id, long fence) {
        super("Remote job " + id + " was claimed by another dispatcher or withdrawn since claim " + fence
                + "; what this dispatcher found is dropped");
    }
}
