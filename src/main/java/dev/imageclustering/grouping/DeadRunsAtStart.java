package dev.imageclustering.grouping;

import dev.imageclustering.shared.SchemaReady;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Ends, at every start, the runs that a stopped process left unfinished. */
@Component
class DeadRunsAtStart {

    private final BatchAnalysis analysis;

    DeadRunsAtStart(BatchAnalysis analysis) {
        this.analysis = analysis;
    }

    @EventListener(SchemaReady.class)
    void failDeadRuns() {
        analysis.failDeadRuns();
    }
}
