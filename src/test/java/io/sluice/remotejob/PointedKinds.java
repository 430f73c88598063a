package io.sluice.remotejob;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;

/** The kinds with points before and after whatever they are asked to do, and around what they write while they do it. */
final class PointedKinds extends Kinds {

    private static final ThreadLocal<Call> CURRENT = new ThreadLocal<>();
    /** Asks no org, or belongs to a commit that has its own points. */
    private static final Set<String> WITHOUT = Set.of("name", "exclusive", "changesOrg", "ended");

    PointedKinds(ObjectProvider<RemoteJobKind> kinds) {
        super(kinds);
    }

    /** What this thread has asked a kind to do. */
    record Call(RemoteJob job, String name) {

        void at(String point) {
            PointedRoom.at(job, point);
        }
    }

    static Optional<Call> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    @Override
    Optional<RemoteJobKind> find(String name) {
        return super.find(name).map(PointedKinds::pointed);
    }

    private static RemoteJobKind pointed(RemoteJobKind kind) {
        return (RemoteJobKind) Proxy.newProxyInstance(
                RemoteJobKind.class.getClassLoader(),
                new Class<?>[] {RemoteJobKind.class},
                (proxy, method, arguments) ->
                        arguments == null || WITHOUT.contains(method.getName()) || !(arguments[0] instanceof RemoteJob)
                                ? invoke(kind, method, arguments)
                                : between(kind, method, arguments));
    }

    private static Object between(RemoteJobKind kind, Method method, Object[] arguments) throws Throwable {
        Call call = new Call((RemoteJob) arguments[0], words(method));
        call.at("before " + call.name());
        CURRENT.set(call);
        Object answer;
        try {
            answer = invoke(kind, method, arguments);
        } finally {
            CURRENT.remove();
        }
        call.at("after " + call.name());
        return answer;
    }

    private static Object invoke(RemoteJobKind kind, Method method, Object[] arguments) throws Throwable {
        try {
            method.setAccessible(true);
            return method.invoke(kind, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    /** {@code lookAtCheck} as {@code look at check}. */
    private static String words(Method method) {
        return method.getName().replaceAll("(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
}
