package io.sluice.kill;

import java.util.Arrays;

/** Runs a main class in a process that ends when the process of the tests ends, in whatever way that one ends. */
final class Child {

    private Child() {}

    /** Arguments: the id of the tests' process, the main class, then the main class's own arguments. */
    public static void main(String[] args) throws ReflectiveOperationException {
        ProcessHandle.of(Long.parseLong(args[0]))
                .orElseThrow(() -> new IllegalStateException("The tests have ended already"))
                .onExit()
                .thenRun(() -> Runtime.getRuntime().halt(1));
        Class.forName(args[1]).getMethod("main", String[].class).invoke(null, (Object)
                Arrays.copyOfRange(args, 2, args.length));
    }
}
