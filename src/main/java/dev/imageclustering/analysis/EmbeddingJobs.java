package dev.imageclustering.analysis;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.imageclustering.image.ImageEmbeddings;
import dev.imageclustering.vision.ImageEncoder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The background jobs that compute vectors by the configured neural model: one for all images that wait for a model that
 * is not in use yet, one for each new image while it is.
 */
@Configuration(proxyBeanMethods = false)
class EmbeddingJobs {

    static final TaskDescriptor<Void> EMBED_IMAGES = TaskDescriptor.of("embed-images");

    private static final String BACKLOG = "backlog ";

    /** How long a backlog waits for a process that has its model. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger(EmbeddingJobs.class);

    /** Tries a few times, ever later, then leaves what waits to the next start. */
    @Bean
    Task<Void> embedImages(
            FeatureModels models,
            ImageEmbeddings embeddings,
            EmbeddingQueue queue,
            AnalysisProperties properties,
            Clock clock) {
        FailureHandler<Void> retries = FailureHandler.<Void>maxRetries(properties.retries())
                .withBackoff(properties.retryDelay())
                .then((failed, operations) -> {
                    log.error(
                            "Some images have no vector by the neural model; it is tried again at the next start",
                            failed.getCause().orElse(null));
                    operations.stop();
                });
        Embedding embedding = new Embedding(models, embeddings, queue, clock);
        return Tasks.custom(EMBED_IMAGES)
                .onFailure(retries)
                .onDeadExecution((dead, operations) -> retries.onFailure(dead, operations))
                .execute((instance, context) -> embedding.run(instance.getId(), context));
    }

    /** Sees to it that the images that wait for a model are embedded, by whichever process has it. */
    static void scheduleBacklog(SchedulerClient jobs, String model, Clock clock) {
        jobs.scheduleIfNotExists(EMBED_IMAGES.instance(BACKLOG + model).build(), clock.instant());
    }

    /** What a job does. */
    private record Embedding(FeatureModels models, ImageEmbeddings embeddings, EmbeddingQueue queue, Clock clock) {

        CompletionHandler<Void> run(String instance, ExecutionContext context) {
            if (instance.startsWith(BACKLOG)) {
                return backlog(instance.substring(BACKLOG.length()), context);
            }
            image(Integer.parseInt(instance), context.getSchedulerClient());
            return new OnCompleteRemove<>();
        }

        private CompletionHandler<Void> backlog(String model, ExecutionContext context) {
            if (models.encoder()
                    .map(ImageEncoder::version)
                    .filter(model::equals)
                    .isPresent()) {
                all(model, context);
                if (embeddings.use(model)) {
                    log.info("The vectors by {} are complete and in use from now on", model);
                }
                return new OnCompleteRemove<>();
            }
            return embeddings.isWanted(model)
                    ? (complete, operations) ->
                            operations.reschedule(complete, clock.instant().plus(PATIENCE))
                    : new OnCompleteRemove<>();
        }

        /**
         * Goes through all that wait, and again for those that came meanwhile. A job that is stopped in the middle fails and
         * comes back, so nothing is lost.
         */
        private void all(String model, ExecutionContext context) {
            List<Integer> ids = embeddings.waiting(0, model, queue.atOnce());
            while (!ids.isEmpty()) {
                if (context.getSchedulerState().isShuttingDown()) {
                    throw new IllegalStateException("The process stops");
                }
                queue.submit(ids).join();
                List<Integer> next = embeddings.waiting(ids.getLast(), model, queue.atOnce());
                ids = next.isEmpty() ? embeddings.waiting(0, model, queue.atOnce()) : next;
            }
        }

        /**
         * Embeds an image by the model in use, and others that wait, since a model is quicker with many: their own jobs then
         * find nothing to do. A model that is not in use yet has all that wait done in one job.
         */
        private void image(int image, SchedulerClient jobs) {
            embeddings.notInUse().forEach(model -> scheduleBacklog(jobs, model, clock));
            models.encoderInUse()
                    .map(ImageEncoder::version)
                    .filter(version ->
                            !embeddings.waitingAmong(List.of(image), version).isEmpty())
                    .ifPresent(
                            version -> queue.submit(embeddings.waiting(image - 1, version, ImageEncoder.MOST_AT_ONCE))
                                    .join());
        }
    }
}
