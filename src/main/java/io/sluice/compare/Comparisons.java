package io.sluice.compare;

import io.sluice.remotejob.RemoteJob;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Comparisons: a remote job each, its result stored for good. */
public interface Comparisons {

    /** Kind of a comparison's remote job. */
    String KIND = "compare";

    /** Kind of a verify comparison's remote job. */
    String VERIFY_KIND = "verify";

    /** Requests a comparison in the caller's transaction; the attempt is the next one of owner and purpose. */
    RemoteJob request(NewComparison comparison);

    Optional<Comparison> find(UUID id);

    /** The newest finished comparison of an owner and purpose. */
    Optional<Comparison> latest(String owner, boolean verify);

    /** All of a change request, oldest first. */
    List<Comparison> ofChange(String change);
}
