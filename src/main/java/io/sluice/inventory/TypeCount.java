package io.sluice.inventory;

/** How many components of a type fit. */
public record TypeCount(String type, long components) {}
