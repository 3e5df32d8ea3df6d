package dev.imageclustering.analysis;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import dev.imageclustering.image.ImageAnalyses;
import dev.imageclustering.image.ImageUploaded;
import dev.imageclustering.shared.ImageId;
import dev.imageclustering.shared.SchemaReady;
import dev.imageclustering.vision.PictureEngine;
import java.time.Clock;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Sees to it that every image that waits for its analysis has a job. */
@Component
class AnalysisScheduling {

    private static final int IMAGES_AT_ONCE = 1_000;

    private final SchedulerClient jobs;
    private final ImageAnalyses analyses;
    private final Clock clock;

    AnalysisScheduling(SchedulerClient jobs, ImageAnalyses analyses, Clock clock) {
        this.jobs = jobs;
        this.analyses = analyses;
        this.clock = clock;
    }

    /** Runs inside the transaction of the upload: the row and its job exist together or not at all. */
    @EventListener
    void on(ImageUploaded uploaded) {
        schedule(uploaded.id());
    }

    /** Finds the images that wait without a job: of another model, or of a job that was lost. */
    @EventListener(SchemaReady.class)
    void start() {
        Thread.ofVirtual().name("analysis-backlog").start(this::scheduleBacklog);
    }

    void scheduleBacklog() {
        String model = PictureEngine.descriptorModel().id();
        List<Integer> ids = analyses.waiting(0, model, IMAGES_AT_ONCE);
        while (!ids.isEmpty()) {
            ids.forEach(id -> schedule(new ImageId(id)));
            ids = analyses.waiting(ids.getLast(), model, IMAGES_AT_ONCE);
        }
    }

    private void schedule(ImageId id) {
        jobs.scheduleIfNotExists(
                AnalysisJobs.ANALYSE_IMAGE.instance(AnalysisJobs.instanceId(id)).build(), clock.instant());
    }
}
