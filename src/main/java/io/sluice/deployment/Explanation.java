package io.sluice.deployment;

/**
 * An org's message in people's words.
 *
 * @param meaning what it means
 * @param remedy what to do about it
 */
public record Explanation(String meaning, String remedy) {}
