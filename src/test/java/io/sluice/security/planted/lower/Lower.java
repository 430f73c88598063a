package io.sluice.security.planted.lower;

import io.sluice.security.planted.upper.Upper;

/** Looks upwards, which it must not. */
public record Lower(Upper upper) {}
