package dev.imageclustering.migration;

import dev.imageclustering.shared.SchemaReady;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;

/** Lets the background work begin when the schema fits: at the start, or as soon as somebody else has migrated. */
final class SchemaGate implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(SchemaGate.class);
    private static final Duration POLL = Duration.ofSeconds(2);

    private final DataSource dataSource;
    private final ApplicationEventPublisher events;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile boolean open;

    SchemaGate(DataSource dataSource, ApplicationEventPublisher events) {
        this.dataSource = dataSource;
        this.events = events;
    }

    /** Tells whether the schema has been the one of this program since it started. */
    boolean isOpen() {
        return open;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (fits()) {
            open();
        } else {
            Thread.ofVirtual().name("schema-gate").start(this::await);
        }
    }

    private void await() {
        try {
            while (!closing.await(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                if (fits()) {
                    log.info("The schema fits now: the service is ready");
                    open();
                    return;
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean fits() {
        try {
            return HistoryState.read(dataSource).fits();
        } catch (SQLException failure) {
            log.debug("The history of the schema cannot be read", failure);
            return false;
        }
    }

    private void open() {
        open = true;
        events.publishEvent(new SchemaReady());
    }

    @Override
    public void destroy() {
        closing.countDown();
    }
}
