/** What differs between two states of one component, in people's words: the items they think in, and rights as rights. */
@NamedInterface("difference")
@NullMarked
package io.sluice.compare.difference;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
