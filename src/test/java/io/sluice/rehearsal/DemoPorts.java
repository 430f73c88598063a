package io.sluice.rehearsal;

/** Where the demo listens; 0 for any free port. */
record DemoPorts(int sluice, int production, int development) {

    static DemoPorts standard() {
        return new DemoPorts(8080, 9001, 9002);
    }

    static DemoPorts free() {
        return new DemoPorts(0, 0, 0);
    }
}
