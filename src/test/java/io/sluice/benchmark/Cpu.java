package io.sluice.benchmark;

import java.time.Duration;
import java.util.Collection;
import java.util.stream.Stream;

/** The processor's time that processes have used, which says something on a busy machine too. */
public final class Cpu {

    private Cpu() {}

    /** Of some processes, in seconds. */
    public static double of(Collection<Long> processes) {
        return seconds(processes.stream().flatMap(process -> ProcessHandle.of(process).stream()));
    }

    /** Of a process and those that it has started and that are still there, in seconds. */
    public static double ofFamily(long process) {
        return seconds(ProcessHandle.of(process).stream()
                .flatMap(parent -> Stream.concat(Stream.of(parent), parent.descendants())));
    }

    private static double seconds(Stream<ProcessHandle> processes) {
        return processes
                        .mapToLong(process -> process.info()
                                .totalCpuDuration()
                                .map(Duration::toMillis)
                                .orElse(0L))
                        .sum()
                / 1e3;
    }
}
