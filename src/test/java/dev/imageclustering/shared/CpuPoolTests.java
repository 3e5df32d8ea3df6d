package dev.imageclustering.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CpuPoolTests {

    private final CpuPool pool = new CpuPool(1);
    private final CountDownLatch busy = new CountDownLatch(1);

    @AfterEach
    void close() {
        busy.countDown();
        pool.close();
    }

    @Test
    void throwsWhatTheWorkThrew() {
        assertThatIllegalStateException().isThrownBy(() -> pool.run(CpuPoolTests::fails, () -> {}));
    }

    @Test
    void givesUpWorkThatNobodyWantsWhileTheThreadsAreBusy() {
        pool.submit(() -> {
            busy.await();
            return 0;
        });
        AtomicInteger runs = new AtomicInteger();

        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> pool.run(runs::incrementAndGet, () -> {
                    throw new CancellationException();
                }));

        busy.countDown();
        pool.run(() -> 0);
        assertThat(runs).hasValue(0);
    }

    @Test
    void waitsForWorkThatHasBegun() {
        CompletableFuture<Integer> begun = new CompletableFuture<>();

        int result = pool.run(
                () -> {
                    begun.complete(1);
                    return 7;
                },
                () -> {
                    begun.join();
                    throw new CancellationException();
                });

        assertThat(result).isEqualTo(7);
    }

    private static int fails() {
        throw new IllegalStateException();
    }
}
