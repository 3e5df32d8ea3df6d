package dev.imageclustering.analysis;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.imageclustering.image.ImageAnalyses;
import dev.imageclustering.image.ImageNotFound;
import dev.imageclustering.shared.ImageId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The background job of one image. */
@Configuration(proxyBeanMethods = false)
class AnalysisJobs {

    static final TaskDescriptor<Void> ANALYSE_IMAGE = TaskDescriptor.of("analyse-image");

    /**
     * Tries a few times, ever later, then gives up and records why. An attempt that died with its process counts as a
     * failed one, so that a picture that brings the process down does not do so for ever.
     */
    @Bean
    OneTimeTask<Void> analyseImage(AnalysisQueue queue, ImageAnalyses analyses, AnalysisProperties properties) {
        FailureHandler<Void> retries = FailureHandler.<Void>maxRetries(properties.retries())
                .withBackoff(properties.retryDelay())
                .then((failed, operations) -> {
                    giveUp(failed, analyses);
                    operations.stop();
                });
        return Tasks.oneTime(ANALYSE_IMAGE)
                .onFailure(retries)
                .onDeadExecution((dead, operations) -> retries.onFailure(dead, operations))
                .execute((instance, context) -> {
                    try {
                        queue.await(imageId(instance.getId()));
                    } catch (ImageNotFound deletedMeanwhile) {
                        // Nothing is left to do, and nobody to tell.
                        return;
                    }
                });
    }

    static String instanceId(ImageId id) {
        return Integer.toString(id.value());
    }

    private static ImageId imageId(String instanceId) {
        return new ImageId(Integer.parseInt(instanceId));
    }

    private static void giveUp(ExecutionComplete failed, ImageAnalyses analyses) {
        String reason = failed.getCause()
                .map(cause -> "%s after %d attempts".formatted(AnalysisFailures.reason(cause), attempts(failed)))
                .orElse("The process died %d times during the analysis".formatted(attempts(failed)));
        analyses.recordFailure(imageId(failed.getExecution().getId()), reason, null);
    }

    private static int attempts(ExecutionComplete failed) {
        return failed.getExecution().consecutiveFailures + 1;
    }
}
