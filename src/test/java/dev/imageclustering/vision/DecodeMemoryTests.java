package dev.imageclustering.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.imageclustering.vision.DecodeMemory.Lease;
import dev.imageclustering.vision.UnreadablePicture.Code;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DecodeMemoryTests {

    private static final long MEGABYTE = 1 << 20;

    private final DecodeMemory memory = new DecodeMemory(10 * MEGABYTE);

    @Test
    void letsLargePictureWaitUntilMemoryIsGivenBack() {
        Lease first = memory.reserve(6 * MEGABYTE);
        CompletableFuture<Lease> second = CompletableFuture.supplyAsync(() -> memory.reserve(6 * MEGABYTE));
        assertThat(second).isNotDone();
        first.close();
        assertThat(second).succeedsWithin(10, TimeUnit.SECONDS).satisfies(Lease::close);
    }

    @Test
    void givesAllOfItToPictureThatNeedsMore() {
        assertThatCode(() -> memory.reserve(100 * MEGABYTE).close()).doesNotThrowAnyException();
    }

    @Test
    void refusesWhatCannotFit() {
        assertThatExceptionOfType(UnreadablePicture.class)
                .isThrownBy(() -> memory.requireFits(11 * MEGABYTE))
                .returns(Code.TOO_MANY_PIXELS, UnreadablePicture::code);
    }
}
