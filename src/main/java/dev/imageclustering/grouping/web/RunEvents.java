package dev.imageclustering.grouping.web;

import dev.imageclustering.grouping.RunCatalog;
import dev.imageclustering.grouping.RunId;
import dev.imageclustering.grouping.RunView;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells clients how runs go on, as server-sent events. One thread reads the rows of all watched runs in one statement
 * twice a second, so that a run is followed in whichever process it is; a client costs memory, and a thread only for
 * the moment of a write.
 */
@Component
class RunEvents implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(RunEvents.class);
    private static final long INTERVAL_MILLIS = 500;

    private final RunCatalog runs;
    private final Set<RunWatcher> watchers = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("run-events").daemon(true).factory());

    RunEvents(RunCatalog runs) {
        this.runs = runs;
        var _ = clock.scheduleWithFixedDelay(this::tell, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Returns the events of a run, which end with its end or with the client. */
    SseEmitter watch(RunView run) {
        SseEmitter emitter = new SseEmitter(0L);
        RunWatcher watcher = new RunWatcher(new RunId(run.id()), emitter);
        Runnable gone = () -> watchers.remove(watcher);
        emitter.onCompletion(gone);
        emitter.onTimeout(gone);
        emitter.onError(failure -> gone.run());
        watchers.add(watcher);
        watcher.tell(run);
        return emitter;
    }

    private void tell() {
        // Whoever comes while the rows are read is told the next time.
        List<RunWatcher> present = List.copyOf(watchers);
        if (present.isEmpty()) {
            return;
        }
        try {
            Map<Integer, RunView> now =
                    runs.get(present.stream().map(RunWatcher::run).collect(Collectors.toSet())).stream()
                            .collect(Collectors.toMap(RunView::id, Function.identity()));
            present.forEach(watcher -> watcher.tell(now.get(watcher.run().value())));
        } catch (DataAccessException | TransactionException unreachable) {
            // The clients see no news for that long; the next round tries again.
            log.warn("The runs that are watched could not be read: {}", unreachable.getMessage());
        }
    }

    @Override
    public void destroy() {
        clock.shutdownNow();
        watchers.forEach(RunWatcher::end);
    }
}
