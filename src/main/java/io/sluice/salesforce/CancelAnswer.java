package io.sluice.salesforce;

/**
 * The org's answer to a cancel request.
 *
 * @param accepted whether it will try
 * @param message its words where it refused, for example that the deployment already completed
 */
public record CancelAnswer(boolean accepted, String message) {}
