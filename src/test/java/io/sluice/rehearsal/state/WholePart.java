package io.sluice.rehearsal.state;

import com.fasterxml.jackson.databind.JsonNode;

/** A part small enough to be written whole, as a file of its own, for each change. */
public abstract non-sealed class WholePart extends Part {
    /** The whole content as JSON. */
    protected abstract JsonNode save();

    /** Takes the content that {@link #save()} once gave. */
    protected abstract void load(JsonNode saved);
}
