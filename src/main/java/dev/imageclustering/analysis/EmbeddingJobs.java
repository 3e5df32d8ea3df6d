package dev.imageclustering.analysis;

import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.imageclustering.image.ImageEmbeddings;
import dev.imageclustering.shared.CpuPool;
import dev.imageclustering.vision.ImageEncoder;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The background jobs that compute vectors by the configured neural model: one for the backlog, one for each new image. */
@Configuration(proxyBeanMethods = false)
class EmbeddingJobs {

    static final TaskDescriptor<Void> EMBED_IMAGES = TaskDescriptor.of("embed-images");

    /** The instance for all images that wait at the start; the others have the id of their image. */
    static final String BACKLOG = "backlog";

    private static final Logger log = LoggerFactory.getLogger(EmbeddingJobs.class);

    /** Tries a few times, ever later, then leaves what waits to the next start. */
    @Bean
    OneTimeTask<Void> embedImages(Embedding embedding, AnalysisProperties properties) {
        FailureHandler<Void> retries = FailureHandler.<Void>maxRetries(properties.retries())
                .withBackoff(properties.retryDelay())
                .then((failed, operations) -> {
                    log.error(
                            "Some images have no vector by the neural model; it is tried again at the next start",
                            failed.getCause().orElse(null));
                    operations.stop();
                });
        return Tasks.oneTime(EMBED_IMAGES)
                .onFailure(retries)
                .onDeadExecution((dead, operations) -> retries.onFailure(dead, operations))
                .execute((instance, context) -> embedding.run(instance.getId(), context));
    }

    @Bean
    Embedding embedding(FeatureModels models, ImageEmbeddings embeddings, EmbeddingQueue queue, CpuPool cpu) {
        return new Embedding(models, embeddings, queue, cpu.threads() * EmbeddingQueue.BATCH);
    }

    /**
     * What a job does.
     *
     * @param atOnce how many images of the backlog are asked for at once
     */
    record Embedding(FeatureModels models, ImageEmbeddings embeddings, EmbeddingQueue queue, int atOnce) {

        void run(String instance, ExecutionContext context) {
            models.encoder().ifPresent(encoder -> {
                if (instance.equals(BACKLOG)) {
                    all(encoder.version(), context);
                } else {
                    one(Integer.parseInt(instance), encoder);
                }
                if (embeddings.use(encoder.version())) {
                    log.info("The vectors by {} are complete and in use from now on", encoder.version());
                }
            });
        }

        /** A job that is stopped in the middle fails and comes back, so nothing is lost. */
        private void all(String model, ExecutionContext context) {
            List<Integer> ids = embeddings.waiting(0, model, atOnce);
            while (!ids.isEmpty()) {
                if (context.getSchedulerState().isShuttingDown()) {
                    throw new IllegalStateException("The process stops");
                }
                queue.submit(ids).join();
                ids = embeddings.waiting(ids.getLast(), model, atOnce);
            }
        }

        /** Takes others along that wait, since a model is quicker with many: their own jobs then find nothing to do. */
        private void one(int image, ImageEncoder encoder) {
            if (!embeddings.waitingAmong(List.of(image), encoder.version()).isEmpty()) {
                queue.submit(embeddings.waiting(image - 1, encoder.version(), EmbeddingQueue.BATCH))
                        .join();
            }
        }
    }
}
