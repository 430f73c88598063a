package io.sluice;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port for a process that a test starts. It lies below the ports that operating systems give to outgoing connections,
 * so that no connection of another test takes it before the process listens.
 */
public final class FreePort {

    private static final int FIRST = 20_000;
    private static final int END = 32_000;
    private static final int MOST_TRIES = 100;

    private FreePort() {}

    /** A port that nobody listens on now. */
    public static int find() {
        for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("No free port between " + FIRST + " and " + END);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
