package dev.imageclustering.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DecoderWatchTests {

    @Test
    void watchesOnAfterOneFailed() throws InterruptedException {
        CountDownLatch failures = new CountDownLatch(3);
        CountDownLatch looks = new CountDownLatch(3);
        try (DecoderWatch watch = new DecoderWatch()) {
            watch.add(() -> {
                failures.countDown();
                throw new OutOfMemoryError("of a test");
            });
            watch.add(looks::countDown);

            assertThat(failures.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(looks.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }
}
