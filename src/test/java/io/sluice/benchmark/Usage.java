package io.sluice.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a process used so far.
 *
 * @param cpu seconds of all processors
 * @param memory megabytes of main memory that it had at most, as the system counts them; 0 where the system does not tell
 */
record Usage(double cpu, long memory) {

    static final Usage NONE = new Usage(0, 0);

    /** Nothing of a process that has ended. */
    static Usage of(ProcessHandle process) {
        return new Usage(
                process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L) / 1e9, mostMemory(process.pid()));
    }

    private static long mostMemory(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                            .filter(line -> line.startsWith("VmHWM:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElse(0)
                    >> 10;
        } catch (IOException ended) {
            // It ended just now, or the system has no such files: then the figure is told as 0.
            return 0;
        }
    }

    /** The greater of each. */
    Usage orMore(Usage other) {
        return new Usage(Math.max(cpu, other.cpu), Math.max(memory, other.memory));
    }

    /** Processes one after the other: their CPU adds up, their memory does not. */
    Usage then(Usage next) {
        return new Usage(cpu + next.cpu, Math.max(memory, next.memory));
    }
}
