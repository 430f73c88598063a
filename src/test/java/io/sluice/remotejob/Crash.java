package io.sluice.remotejob;

/** The process dies here: nothing after it runs. */
final class Crash extends Error {

    private static final long serialVersionUID = 1L;
}
