package io.sluice.deployment;

import io.sluice.metadata.Component;

/**
 * Something that a rollback of a deployment could not bring back.
 *
 * @param rule key of the rule that says so
 * @param words why, in one or two sentences
 */
public record CannotUndo(Component component, String rule, String words) {}
