package dev.imageclustering.grouping.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.imageclustering.grouping.RunKind;
import dev.imageclustering.grouping.RunState;
import dev.imageclustering.grouping.RunView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run of the grouping over a batch. */
@Schema(name = "Run")
record RunResponse(
        int id,
        @JsonProperty("batch_id") int batchId,
        RunKind kind,
        RunState state,
        @Nullable String phase,
        @Nullable Long done,
        @Nullable Long total,
        @Nullable Integer percent,
        @JsonProperty("remaining_seconds") @Nullable Integer remainingSeconds,
        Map<String, Object> parameters,
        String method,
        @Nullable Boolean approximate,
        @JsonProperty("engine_version") @Nullable String engineVersion,
        @JsonProperty("feature_model") @Nullable String featureModel,
        @JsonProperty("image_count") @Nullable Integer imageCount,
        @JsonProperty("group_count") @Nullable Integer groupCount,
        @JsonProperty("ungrouped_count") @Nullable Integer ungroupedCount,
        @Nullable String failure,
        @JsonProperty("cancel_requested") boolean cancelRequested,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("started_at") @Nullable Instant startedAt,
        @JsonProperty("finished_at") @Nullable Instant finishedAt,
        @JsonProperty("duration_ms") @Nullable Long durationMillis,
        @JsonProperty("undone_at") @Nullable Instant undoneAt) {

    static RunResponse of(RunView run) {
        return new RunResponse(
                run.id(),
                run.batchId(),
                run.kind(),
                run.state(),
                run.phase(),
                run.done(),
                run.total(),
                run.percent(),
                run.remainingSeconds(),
                run.parameters(),
                run.method(),
                run.approximate(),
                run.engineVersion(),
                run.featureModel(),
                run.imageCount(),
                run.groupCount(),
                run.ungroupedCount(),
                run.failure(),
                run.cancelRequested(),
                run.createdAt(),
                run.startedAt(),
                run.finishedAt(),
                duration(run.startedAt(), run.finishedAt()),
                run.undoneAt());
    }

    private static @Nullable Long duration(@Nullable Instant from, @Nullable Instant to) {
        return from == null || to == null ? null : Duration.between(from, to).toMillis();
    }
}
