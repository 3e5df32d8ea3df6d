package dev.imageclustering.image;

import dev.imageclustering.shared.SchemaReady;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Reconciles the store once at every start, beside the first requests. */
@Component
class SweepAtStart {

    private static final Logger log = LoggerFactory.getLogger(SweepAtStart.class);

    private final StoreSweeper sweeper;

    SweepAtStart(StoreSweeper sweeper) {
        this.sweeper = sweeper;
    }

    @EventListener(SchemaReady.class)
    void start() {
        Thread.ofVirtual().name("store-sweep").start(this::sweep);
    }

    private void sweep() {
        try {
            sweeper.sweep();
        } catch (IOException | RuntimeException failure) {
            log.warn("The store could not be swept; the next start tries again", failure);
        }
    }
}
