package dev.imageclustering.grouping;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run: how far it is, what it was asked for and what came of it.
 *
 * @param phase what it is doing; null before it begins and after its end
 * @param percent how much of all phases together is done; never less than before
 * @param remainingSeconds an estimate; null while there is nothing to base one on
 * @param undoneAt when the groups before it were brought back
 */
public record RunView(
        int id,
        int batchId,
        RunKind kind,
        RunState state,
        @Nullable String phase,
        @Nullable Long done,
        @Nullable Long total,
        @Nullable Integer percent,
        @Nullable Integer remainingSeconds,
        Map<String, Object> parameters,
        String method,
        @Nullable Boolean approximate,
        @Nullable String engineVersion,
        @Nullable String featureModel,
        @Nullable Integer imageCount,
        @Nullable Integer groupCount,
        @Nullable Integer ungroupedCount,
        @Nullable String failure,
        boolean cancelRequested,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Instant undoneAt) {

    static final String SELECT = "new dev.imageclustering.grouping.RunView(r.id, r.batchId, r.kind, r.state, r.phase,"
            + " r.workDone, r.workTotal, r.percent, r.remainingSeconds, r.parameters, r.method, r.approximate,"
            + " r.engineVersion, r.featureModel, r.imageCount, r.groupCount, r.ungroupedCount, r.failure,"
            + " r.cancelRequested, r.createdAt, r.startedAt, r.finishedAt, r.undoneAt)";
}
