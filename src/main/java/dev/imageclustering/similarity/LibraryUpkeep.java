package dev.imageclustering.similarity;

import dev.imageclustering.shared.SchemaReady;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Keeps the index ready, so that no request has to wait until the library is read and its copies are found. */
@Component
class LibraryUpkeep implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(LibraryUpkeep.class);

    private final LibraryIndex index;
    private final Duration pause;
    private final CountDownLatch closing = new CountDownLatch(1);

    @Autowired
    LibraryUpkeep(LibraryIndex index, SimilarityProperties properties) {
        this(index, properties.refresh());
    }

    LibraryUpkeep(LibraryIndex index, Duration pause) {
        this.index = index;
        this.pause = pause;
    }

    @EventListener(SchemaReady.class)
    void start() {
        if (pause.isPositive()) {
            Thread.ofVirtual().name("library-upkeep").start(this::keepReady);
        }
    }

    private void keepReady() {
        try {
            do {
                prepare();
            } while (!closing.await(pause.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void prepare() {
        try {
            index.prepare();
        } catch (DataAccessException | TransactionException unreachable) {
            log.warn("The index of the library could not be brought up to date: {}", unreachable.getMessage());
        }
    }

    @Override
    public void destroy() {
        closing.countDown();
    }
}
