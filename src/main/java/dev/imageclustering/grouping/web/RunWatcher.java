package dev.imageclustering.grouping.web;

import dev.imageclustering.grouping.RunId;
import dev.imageclustering.grouping.RunState;
import dev.imageclustering.grouping.RunView;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** One client that watches a run. One write at a time: a slow client misses what is between two of them. */
final class RunWatcher {

    private static final long HEARTBEAT_NANOS = 15_000_000_000L;

    private final RunId run;
    private final SseEmitter emitter;
    private final AtomicBoolean writing = new AtomicBoolean();
    private volatile @Nullable RunView told;
    private volatile long lastWrite = System.nanoTime();

    RunWatcher(RunId run, SseEmitter emitter) {
        this.run = run;
        this.emitter = emitter;
    }

    RunId run() {
        return run;
    }

    /** Tells the client what is new, and that there is somebody still if nothing is; null ends the events. */
    void tell(@Nullable RunView now) {
        boolean news = now == null || !now.equals(told);
        boolean silent = System.nanoTime() - lastWrite > HEARTBEAT_NANOS;
        if ((news || silent) && writing.compareAndSet(false, true)) {
            // The write waits for the client, so it must not hold up the others.
            Thread.ofVirtual().name("run-event-" + run).start(() -> write(now, news));
        }
    }

    private void write(@Nullable RunView now, boolean news) {
        try {
            if (now != null && news) {
                boolean ended = hasEnded(now);
                emitter.send(SseEmitter.event()
                        .name(ended ? "end" : "progress")
                        .data(RunResponse.of(now), MediaType.APPLICATION_JSON));
                told = now;
            } else if (now != null) {
                emitter.send(SseEmitter.event().comment("still there"));
            }
            lastWrite = System.nanoTime();
            if (now == null || hasEnded(now)) {
                emitter.complete();
            }
        } catch (IOException | IllegalStateException clientGone) {
            emitter.completeWithError(clientGone);
        } finally {
            writing.set(false);
        }
    }

    private static boolean hasEnded(RunView run) {
        return run.state() != RunState.QUEUED && run.state() != RunState.RUNNING;
    }

    void end() {
        emitter.complete();
    }
}
