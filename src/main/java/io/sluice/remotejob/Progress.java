package io.sluice.remotejob;

/**
 * How far the org is; totals are 0 while unknown.
 *
 * @param status the org's own word
 */
public record Progress(
        String status, int componentsDone, int componentsTotal, int testsDone, int testsTotal, int errors) {

    public static Progress of(String status) {
        return new Progress(status, 0, 0, 0, 0, 0);
    }
}
