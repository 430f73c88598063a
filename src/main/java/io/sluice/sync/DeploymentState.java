package io.sluice.sync;

/**
 * A deployment record as an org shows it.
 *
 * @param target environment that it changes; the record stands in its org
 * @param status in words
 */
public record DeploymentState(String id, String target, String status) {}
