package io.sluice.sync.merge;

/** Whose word counts. */
public enum Side {
    /** Sluice's. */
    OURS,
    /** The org's. */
    THEIRS
}
