package io.sluice.evidence;

/**
 * The newest row of the chain. Whoever notes it elsewhere can prove later that nothing up to it was changed or cut off:
 * the row with this sequence number still has to carry this hash.
 *
 * @param hash SHA-256 in 64 lower-case hexadecimal digits
 */
public record Head(long sequence, String hash) {}
