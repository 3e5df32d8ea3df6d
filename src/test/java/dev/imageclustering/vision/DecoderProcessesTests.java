package dev.imageclustering.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecoderProcessesTests {

    private static final long MEGABYTE = 1 << 20;
    private static final long IDLE = 180 * MEGABYTE;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @ParameterizedTest
    @ValueSource(longs = {416, 595, 596, 829, 2048, 16_384})
    void stayWithinTheMemoryTogether(long megabytes) {
        DecoderProcesses processes = DecoderProcesses.within(megabytes * MEGABYTE, 2, MINUTE);

        assertThat(processes.count() * IDLE + processes.pictureBytes()).isLessThanOrEqualTo(megabytes * MEGABYTE);
        assertThat(processes.heapBytes()).isLessThan(processes.maxResidentBytes());
    }

    @Test
    void areAsManyAsAskedForWhereThereIsMemory() {
        assertThat(DecoderProcesses.within(829 * MEGABYTE, 2, MINUTE).count()).isEqualTo(2);
        assertThat(DecoderProcesses.within(64_000 * MEGABYTE, 32, MINUTE).count())
                .isEqualTo(32);
    }

    @Test
    void areFewerWhereMemoryIsShort() {
        assertThat(DecoderProcesses.within(595 * MEGABYTE, 8, MINUTE).count()).isEqualTo(1);
        assertThat(DecoderProcesses.within(596 * MEGABYTE, 8, MINUTE).count()).isEqualTo(2);
    }

    @Test
    void isOneWhereThereIsNoMemory() {
        DecoderProcesses least = DecoderProcesses.within(-2048 * MEGABYTE, 4, MINUTE);

        assertThat(least.count()).isEqualTo(1);
        assertThat(least.pictureBytes()).isEqualTo(236 * MEGABYTE);
    }

    @Test
    void takeNoMoreThanPicturesNeedOfLargeMachine() {
        DecoderProcesses large = DecoderProcesses.within(1_000_000 * MEGABYTE, 2, MINUTE);

        assertThat(large.maxResidentBytes()).isEqualTo(4096 * MEGABYTE);
        assertThat(large.heapBytes()).isEqualTo(1024 * MEGABYTE);
    }

    @Test
    void rejectHeapThatIsMoreThanTheyMayHold() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DecoderProcesses(1, MINUTE, 512 * MEGABYTE, 256 * MEGABYTE));
    }
}
