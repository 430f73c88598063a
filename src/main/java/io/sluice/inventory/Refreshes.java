package io.sluice.inventory;

/** The refreshes that were asked for. Threads of each node carry them out; where those are off, whoever steps them. */
public interface Refreshes {

    /** Carries out what was asked for and nobody works on, on this thread; returns how many refreshes that were. */
    int step();
}
