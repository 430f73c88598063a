package io.sluice.compare;

/**
 * A verify comparison has ended. Published in the transaction that writes the outcome down.
 *
 * @param owner id of the deployment record
 * @param same whether the whole scope is the same on both sides
 * @param message the outcome in words
 */
public record VerifyEnded(String owner, boolean same, String message) {}
