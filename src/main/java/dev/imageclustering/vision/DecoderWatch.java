package dev.imageclustering.vision;

import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks after processes, twenty times a second, from a thread of its own. Thread-safe. */
final class DecoderWatch implements AutoCloseable {

    private static final System.Logger log = System.getLogger(DecoderWatch.class.getName());
    private static final int WATCH_MILLIS = 50;

    private final Set<Watched> watched = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("decoder-watch").daemon(true).factory());

    /** What is looked after. */
    interface Watched {
        void watch();
    }

    DecoderWatch() {
        var _ = clock.scheduleWithFixedDelay(this::watchAll, WATCH_MILLIS, WATCH_MILLIS, TimeUnit.MILLISECONDS);
    }

    void add(Watched one) {
        watched.add(one);
    }

    void remove(Watched one) {
        watched.remove(one);
    }

    // The clock calls nobody again who failed once, and without it nothing stops a hostile picture.
    private void watchAll() {
        try {
            watched.forEach(DecoderWatch::watch);
        } catch (RuntimeException | Error notEvenLogged) {
            return;
        }
    }

    private static void watch(Watched one) {
        try {
            one.watch();
        } catch (RuntimeException | Error failure) {
            log.log(Level.ERROR, "A decoder could not be looked after this time", failure);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
