package dev.imageclustering.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.imageclustering.shared.ImageId;
import dev.imageclustering.vision.UnavailableDecoders;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnalysisRetriesTests {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final ImageId IMAGE = new ImageId(7);
    private static final DecoderMissing NO_DECODER = new DecoderMissing(IMAGE, UnavailableDecoders.doesNotStart());
    private static final DecoderMissing KILLED = new DecoderMissing(IMAGE, UnavailableDecoders.killed());
    private static final StorageUnavailable STORAGE = new StorageUnavailable(IMAGE, new IOException("of a test"));

    private final List<String> reasons = new ArrayList<>();
    private final Job job = new Job();

    @Test
    void countsNoAttemptWithoutDecoder() {
        for (int i = 0; i < 100; i++) {
            job.fail(NO_DECODER);
        }
        assertThat(reasons).isEmpty();
        assertThat(job.stopped).isFalse();
        assertThat(job.wait).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void givesUpPictureThatKillsItsDecoderEachTime() {
        for (int i = 0; i < 4; i++) {
            assertThat(job.stopped).isFalse();
            job.fail(KILLED);
        }
        assertThat(job.stopped).isTrue();
        assertThat(reasons)
                .singleElement()
                .asString()
                .startsWith("DECODER_DIED")
                .endsWith("after 4 attempts");
    }

    @Test
    void countsTheAttemptsBeforeAndAfterOneWithoutDecoder() {
        job.fail(KILLED);
        job.fail(KILLED);
        job.fail(NO_DECODER);
        job.fail(KILLED);
        assertThat(job.stopped).isFalse();
        job.fail(KILLED);
        assertThat(job.stopped).isTrue();
    }

    @Test
    void waitsForTheStorageForAnHourAndNotForEver() {
        Duration waited = Duration.ZERO;
        while (!job.stopped) {
            job.fail(STORAGE);
            waited = waited.plus(job.wait);
        }
        assertThat(waited).isBetween(Duration.ofHours(1), Duration.ofHours(3));
        assertThat(reasons).singleElement().asString().startsWith("The file could not be read from the storage");
    }

    @Test
    void countsOtherFailures() {
        for (int i = 0; i < 4; i++) {
            job.fail(new IllegalStateException("of a test"));
        }
        assertThat(job.stopped).isTrue();
        assertThat(reasons).containsExactly("The analysis failed (IllegalStateException) after 4 attempts");
    }

    /** Keeps of a job what the scheduler would. */
    private final class Job {

        private final AnalysisRetries retries = new AnalysisRetries(
                new AnalysisProperties(3, Duration.ofSeconds(5)), (id, reason) -> reasons.add(reason));
        private int failures;
        private @Nullable Integer data;
        private Duration wait = Duration.ZERO;
        private boolean stopped;

        void fail(Throwable cause) {
            Execution execution = new Execution(NOW, new TaskInstance<>("analyse-image", "7", data));
            execution.consecutiveFailures = failures;
            retries.onFailure(ExecutionComplete.failure(execution, NOW, NOW, cause), new Recorded(execution));
        }

        private final class Recorded extends ExecutionOperations<Integer> {

            Recorded(Execution execution) {
                super(null, null, execution);
            }

            @Override
            public void stop() {
                stopped = true;
            }

            @Override
            public void reschedule(ExecutionComplete completed, Instant next) {
                failures++;
                wait = Duration.between(NOW, next);
            }

            @Override
            public void reschedule(ExecutionComplete completed, Instant next, Integer newData) {
                reschedule(completed, next);
                data = newData;
            }
        }
    }
}
