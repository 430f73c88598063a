package io.sluice.compare;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Lets files whose content takes much memory be looked into one after the other, whichever comparison needs them: several threads
 * with the largest that are read would need more than a small server has.
 */
@Component
public class LargeFiles {

    /** Of both sides together; nearly all metadata is far smaller. */
    private static final long LARGE_BYTES = 2L * 1024 * 1024;

    private final Semaphore one = new Semaphore(1);

    /** Looks into files of this size, at once or when no others of such a size are looked into. */
    public <T> T look(long bytes, Supplier<T> look) {
        if (bytes < LARGE_BYTES) {
            return look.get();
        }
        one.acquireUninterruptibly();
        try {
            return look.get();
        } finally {
            one.release();
        }
    }
}
