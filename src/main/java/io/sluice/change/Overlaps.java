package io.sluice.change;

import io.sluice.metadata.Component;
import java.util.Collection;
import java.util.List;

/** Which open change requests get into each other's way: they name the same component, for whatever they do with it. */
public interface Overlaps {

    /** The others that name something of the change request's current scope, by number. */
    List<Overlap> of(String number);

    /** The others that name one of these components, for a scope that is not submitted yet. */
    List<Overlap> of(String number, Collection<Component> components);
}
