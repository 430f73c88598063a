package io.sluice.compare;

/**
 * One file of a component as a comparison saw it.
 *
 * @param path in the package, for example {@code classes/Gate.cls}
 * @param sha256 of its bytes, lower-case hex: the name of its content
 * @param bytes its size
 */
public record ComparedFile(String path, String sha256, long bytes) {}
