package io.sluice.compare;

import io.sluice.compare.difference.Difference;
import io.sluice.metadata.Component;

/** One difference with the component that it is in. */
public record ItemDifference(Component component, Difference difference) {}
