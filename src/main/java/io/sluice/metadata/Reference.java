package io.sluice.metadata;

/**
 * One component names another one.
 *
 * @param where the place in the file that names it, in people's words, for example {@code layoutItems/field}
 */
public record Reference(Component from, Component to, String where) {}
