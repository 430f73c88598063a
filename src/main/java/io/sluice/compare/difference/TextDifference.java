package io.sluice.compare.difference;

import org.jspecify.annotations.Nullable;

/**
 * A text that differs and is best read line by line ({@link LineDifference#of}): a file of code, a file in an archive, or a long value
 * such as a formula.
 *
 * @param path the file's path inside the component (empty for its only file), or the {@link Difference#path} of a value
 * @param place the same in people's words
 * @param source the source's text; null where only the target has it, and for a file that is no text
 * @param target likewise
 * @param binary whether the file is no text on at least one side; sizes and hashes then stand in the difference of this path
 */
public record TextDifference(
        String path,
        String place,
        @Nullable String source,
        @Nullable String target,
        boolean binary) {}
