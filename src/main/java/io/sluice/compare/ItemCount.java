package io.sluice.compare;

/** How many items of a type are in a bucket. */
public record ItemCount(String type, Bucket bucket, long items) {}
