package dev.imageclustering.migration;

import dev.imageclustering.shared.SchemaReady;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;

/**
 * Lets requests and the background work begin when the schema fits: at the start, or as soon as somebody else has
 * migrated. It closes again for requests when revisions are taken back under a program that runs.
 */
public final class SchemaGate implements SmartInitializingSingleton, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(SchemaGate.class);
    private static final Duration POLL = Duration.ofSeconds(2);

    private final DataSource dataSource;
    private final ApplicationEventPublisher events;
    private final RevisionChain chain = RevisionChain.load();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Optional<String> refusal = Optional.empty();
    private volatile boolean open;

    SchemaGate(DataSource dataSource, ApplicationEventPublisher events) {
        this.dataSource = dataSource;
        this.events = events;
    }

    /** Says in one sentence why nothing that needs the schema can be done; empty while all can. */
    public Optional<String> refusal() {
        return refusal;
    }

    /** Tells whether the schema has been the one of this program since it started. */
    boolean isOpen() {
        return open;
    }

    /** Looks before the first request comes. */
    @Override
    public void afterSingletonsInstantiated() {
        look();
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (look()) {
            open();
        }
        Thread.ofVirtual().name("schema-gate").start(this::watch);
    }

    private void watch() {
        try {
            while (!closing.await(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                if (look() && !open) {
                    log.info("The schema fits now: the service is ready");
                    open();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether the schema fits; where that cannot be known, what was known of it stays. */
    private boolean look() {
        try (Connection connection = dataSource.getConnection()) {
            HistoryState state = HistoryState.read(chain, connection);
            // The revisions of a newer program have to suit the one before it, which may go on while both run.
            refusal = open && state.isAhead() ? Optional.empty() : state.demand();
            return state.fits();
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
