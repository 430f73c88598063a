package io.sluice.rehearsal.state;

/** One part of an org's state that is saved when it has changed: whole, or change by change. */
public abstract sealed class Part permits WholePart, LoggedPart {
    private long version = 1;

    /** The part's name, also of its file. */
    protected abstract String name();

    /** To be called after every change, so that it is saved. */
    protected final void touch() {
        version++;
    }

    final long version() {
        return version;
    }

    final void version(long saved) {
        version = saved;
    }
}
