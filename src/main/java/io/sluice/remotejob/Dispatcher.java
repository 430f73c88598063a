package io.sluice.remotejob;

/** Moves remote jobs on. On every node a thread calls {@link #step} again and again; tests call it themselves. */
public interface Dispatcher {

    /**
     * Takes every job that is due, one after another, and moves each one step.
     *
     * @return how many jobs were moved
     */
    int step();
}
