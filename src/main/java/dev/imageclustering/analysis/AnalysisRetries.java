package dev.imageclustering.analysis;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import dev.imageclustering.shared.ImageId;
import java.time.Duration;
import java.util.function.BiConsumer;

/**
 * Tries an analysis a few times, ever later, then gives up and records why. An attempt that the machine is to blame for
 * does not count: the job's data says how many there were of these.
 */
final class AnalysisRetries implements FailureHandler<Integer> {

    private static final double GROWTH = 1.5;
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(5);
    /** What the storage keeps back for more than an hour is taken for lost; a decoder is waited for without end. */
    private static final int MOST_FAILURES_OF_STORAGE = 24;

    private final AnalysisProperties properties;
    private final BiConsumer<ImageId, String> givenUp;

    /** Makes retries that tell in the end which image was given up, and why. */
    AnalysisRetries(AnalysisProperties properties, BiConsumer<ImageId, String> givenUp) {
        this.properties = properties;
        this.givenUp = givenUp;
    }

    @Override
    public void onFailure(ExecutionComplete failed, ExecutionOperations<Integer> operations) {
        int failures = failed.getExecution().consecutiveFailures + 1;
        int excused = excused(failed);
        if (isExcused(failed, excused)) {
            operations.reschedule(failed, failed.getTimeDone().plus(delay(failures)), excused + 1);
        } else if (failures - excused > properties.retries()) {
            giveUp(failed, failures - excused);
            operations.stop();
        } else {
            operations.reschedule(failed, failed.getTimeDone().plus(delay(failures - excused)));
        }
    }

    private static boolean isExcused(ExecutionComplete failed, int excused) {
        return switch (failed.getCause().orElse(null)) {
            case DecoderMissing missing -> !missing.onPicture();
            case StorageUnavailable unavailable -> excused < MOST_FAILURES_OF_STORAGE;
            case null, default -> false;
        };
    }

    private static int excused(ExecutionComplete failed) {
        return failed.getExecution().taskInstance.getData() instanceof Integer before ? before : 0;
    }

    /** Returns how long to wait after so many failures. */
    private Duration delay(int failures) {
        double millis = (double) properties.retryDelay().toMillis() * Math.pow(GROWTH, failures - 1);
        return Duration.ofMillis(Math.min((long) millis, LONGEST_DELAY.toMillis()));
    }

    private void giveUp(ExecutionComplete failed, int attempts) {
        String reason = failed.getCause()
                .map(cause -> "%s after %d attempts".formatted(AnalysisFailures.reason(cause), attempts))
                .orElse("The process died %d times during the analysis".formatted(attempts));
        givenUp.accept(AnalysisJobs.imageId(failed.getExecution().getId()), reason);
    }
}
