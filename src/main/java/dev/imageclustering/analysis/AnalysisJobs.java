package dev.imageclustering.analysis;

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

    /** Its data is the number of attempts that do not count; none at first. */
    static final TaskDescriptor<Integer> ANALYSE_IMAGE = TaskDescriptor.of("analyse-image", Integer.class);

    /**
     * An attempt that died with its process counts as a failed one, so that a picture that brings the process down does not
     * do so for ever.
     */
    @Bean
    OneTimeTask<Integer> analyseImage(AnalysisQueue queue, ImageAnalyses analyses, AnalysisProperties properties) {
        AnalysisRetries retries =
                new AnalysisRetries(properties, (id, reason) -> analyses.recordFailure(id, reason, null));
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

    static ImageId imageId(String instanceId) {
        return new ImageId(Integer.parseInt(instanceId));
    }
}
