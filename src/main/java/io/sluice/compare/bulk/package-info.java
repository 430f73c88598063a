/**
 * Comparisons of selections of any size: listed, retrieved in chunks from both sides at once, and compared by hashes, so that
 * only what differs is parsed.
 */
@NullMarked
package io.sluice.compare.bulk;

import org.jspecify.annotations.NullMarked;
