package io.sluice.compare;

/**
 * How much differs.
 *
 * @param differences all of them, rights too
 * @param gained how many of them are rights that somebody gains
 * @param powerfulGained how many of these are powerful
 * @param notCompared how many sentences say that a part could not be compared
 */
public record DifferenceCount(
        long differences,
        long gained,
        long lost,
        long changed,
        long powerfulGained,
        long powerfulLost,
        long notCompared) {

    public static final DifferenceCount NONE = new DifferenceCount(0, 0, 0, 0, 0, 0, 0);

    /** How many differences are rights. */
    public long rights() {
        return gained + lost + changed;
    }
}
