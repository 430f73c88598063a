package io.sluice.rehearsal.state;

import com.fasterxml.jackson.databind.JsonNode;

/** One part of an org's state that is saved in a file of its own when it has changed. */
public abstract class Part {
    private long version = 1;

    /** The part's name, also of its file. */
    protected abstract String name();

    /** The whole content as JSON. */
    protected abstract JsonNode save();

    /** Takes the content that {@link #save()} once gave. */
    protected abstract void load(JsonNode saved);

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
