package dev.imageclustering.grouping;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Ends, at every start, the runs that a stopped process left unfinished. */
@Component
class DeadRunsAtStart {

    private final BatchAnalysis analysis;

    DeadRunsAtStart(BatchAnalysis analysis) {
        this.analysis = analysis;
    }

    @EventListener(ApplicationReadyEvent.class)
    void failDeadRuns() {
        analysis.failDeadRuns();
    }
}
