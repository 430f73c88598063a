package io.sluice.rehearsal.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A part too large to be written whole for each change: it is written once, then only what changed is added, until the
 * additions outgrow it.
 */
public abstract non-sealed class LoggedPart extends Part {
    /** Writes the whole content. */
    protected abstract void saveAll(DataOutput out) throws IOException;

    /** Takes what {@link #saveAll} once wrote. */
    protected abstract void loadAll(DataInput in) throws IOException;

    /** Writes what changed since the part was last saved or loaded. */
    protected abstract void saveChanges(DataOutput out) throws IOException;

    /** Adds what {@link #saveChanges} once wrote. */
    protected abstract void loadChanges(DataInput in) throws IOException;
}
