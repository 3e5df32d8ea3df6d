package dev.imageclustering.analysis;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import dev.imageclustering.image.ImageEmbeddings;
import dev.imageclustering.shared.ImageId;
import dev.imageclustering.shared.SchemaReady;
import java.time.Clock;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Sees to it that every analysed image gets a vector of the configured model, and none of any other is left over. */
@Component
class EmbeddingScheduling {

    private final SchedulerClient jobs;
    private final FeatureModels models;
    private final ImageEmbeddings embeddings;
    private final Clock clock;

    EmbeddingScheduling(SchedulerClient jobs, FeatureModels models, ImageEmbeddings embeddings, Clock clock) {
        this.jobs = jobs;
        this.models = models;
        this.embeddings = embeddings;
        this.clock = clock;
    }

    @EventListener(SchemaReady.class)
    void start() {
        Thread.ofVirtual().name("embedding-backlog").start(this::begin);
    }

    void begin() {
        models.encoder()
                .ifPresentOrElse(
                        encoder -> {
                            embeddings.begin(new ImageEmbeddings.Model(encoder.version(), encoder.dimension()));
                            EmbeddingJobs.scheduleBacklog(jobs, encoder.version(), clock);
                        },
                        embeddings::end);
    }

    /** To be called when an image was analysed. */
    void analysed(ImageId id) {
        if (models.encoder().isPresent()) {
            jobs.scheduleIfNotExists(
                    EmbeddingJobs.EMBED_IMAGES
                            .instance(Integer.toString(id.value()))
                            .build(),
                    clock.instant());
        }
    }
}
