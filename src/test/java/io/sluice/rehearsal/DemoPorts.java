package io.sluice.rehearsal;

/** Where the demo listens; 0 for any free port. */
public record DemoPorts(int sluice, int production, int development) {

    /**
     * 8080, 9001 and 9002, unless the system properties {@code sluice.demo.port}, {@code sluice.demo.production} and
     * {@code sluice.demo.development} say otherwise.
     */
    public static DemoPorts standard() {
        return new DemoPorts(
                Integer.getInteger("sluice.demo.port", 8080),
                Integer.getInteger("sluice.demo.production", 9001),
                Integer.getInteger("sluice.demo.development", 9002));
    }

    public static DemoPorts free() {
        return new DemoPorts(0, 0, 0);
    }
}
