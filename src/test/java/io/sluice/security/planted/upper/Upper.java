package io.sluice.security.planted.upper;

/** A room above. */
public record Upper(String name) {}
