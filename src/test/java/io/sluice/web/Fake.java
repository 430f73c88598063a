package io.sluice.web;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;

/** A contract of which only what the pages use is answered; anything else fails the test that calls it. */
final class Fake {

    private Fake() {}

    static <T> T of(Class<T> contract, Map<String, Function<Object[], Object>> answers) {
        answers.keySet().forEach(name -> {
            if (Arrays.stream(contract.getMethods())
                    .noneMatch(method -> method.getName().equals(name))) {
                throw new IllegalArgumentException(contract.getSimpleName() + " has no method " + name);
            }
        });
        return contract.cast(Proxy.newProxyInstance(
                contract.getClassLoader(), new Class<?>[] {contract}, (proxy, method, arguments) -> {
                    Function<Object[], Object> answer = answers.get(method.getName());
                    if (answer != null) {
                        return answer.apply(arguments);
                    }
                    return switch (method.getName()) {
                        case "toString" -> "fake " + contract.getSimpleName();
                        case "hashCode" -> System.identityHashCode(proxy);
                        case "equals" -> proxy == arguments[0];
                        default ->
                            throw new UnsupportedOperationException("The pages are not expected to call "
                                    + contract.getSimpleName() + "." + method.getName());
                    };
                }));
    }
}
