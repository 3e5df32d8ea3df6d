package dev.imageclustering.grouping;

import dev.imageclustering.batch.BatchState;
import dev.imageclustering.batch.BatchStatus;
import dev.imageclustering.shared.BatchId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** The row of a run. */
@SuppressWarnings("UnusedVariable") // Hibernate and the queries read the fields
@Entity
@Table(name = "grouping_runs")
@DynamicUpdate
class RunRecord {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Integer id;

    private int batchId;

    @Column(nullable = false, length = 20)
    private RunKind kind;

    @Column(nullable = false, length = 20)
    private RunState state;

    @Column(length = 20)
    private @Nullable String phase;

    private @Nullable Long workDone;
    private @Nullable Long workTotal;
    private @Nullable Integer percent;
    private @Nullable Integer remainingSeconds;

    @Column(nullable = false)
    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, Object> parameters;

    @Column(nullable = false, length = 50)
    private String method;

    private @Nullable Boolean approximate;

    @Column(length = 50)
    private @Nullable String engineVersion;

    @Column(length = 100)
    private @Nullable String featureModel;

    private @Nullable Integer imageCount;
    private @Nullable Integer groupCount;
    private @Nullable Integer ungroupedCount;

    @JdbcTypeCode(SqlTypes.LONG32VARCHAR)
    private @Nullable String failure;

    private boolean cancelRequested;

    @Column(nullable = false, length = 50)
    private BatchStatus batchStatus;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable Map<String, Object> batchParameters;

    @JdbcTypeCode(SqlTypes.LONG32VARCHAR)
    private @Nullable String batchFailure;

    @Column(nullable = false)
    private Instant createdAt;

    private @Nullable Instant startedAt;
    private @Nullable Instant finishedAt;
    private @Nullable Instant undoneAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected RunRecord() {}

    RunRecord(BatchId batch, RunKind kind, RunRequest request, BatchState before, Instant now) {
        this.batchId = batch.value();
        this.kind = kind;
        this.state = RunState.QUEUED;
        this.method = request.method();
        this.parameters = request.parameters();
        this.batchStatus = before.status();
        this.batchParameters = before.parameters();
        this.batchFailure = before.failure();
        this.createdAt = now;
    }

    RunId id() {
        if (id == null) {
            throw new IllegalStateException("The run is not stored yet");
        }
        return new RunId(id);
    }

    RunState state() {
        return state;
    }

    boolean cancelRequested() {
        return cancelRequested;
    }

    Map<String, Object> parameters() {
        return parameters;
    }

    /** Returns what the batch was like before the run. */
    BatchState before() {
        return new BatchState(batchStatus, batchParameters, batchFailure);
    }

    void begin(Instant now) {
        state = RunState.RUNNING;
        startedAt = now;
    }

    void complete(RunFacts facts, Instant now) {
        end(RunState.COMPLETE, now);
        approximate = facts.approximate();
        engineVersion = facts.engineVersion();
        featureModel = facts.featureModel();
        imageCount = facts.images();
        groupCount = facts.groups();
        ungroupedCount = facts.ungrouped();
        percent = 100;
    }

    void fail(String reason, Instant now) {
        end(RunState.FAILED, now);
        failure = reason;
    }

    void cancel(Instant now) {
        end(RunState.CANCELLED, now);
    }

    void undo(Instant now) {
        undoneAt = now;
    }

    private void end(RunState as, Instant now) {
        state = as;
        finishedAt = now;
        phase = null;
        workDone = null;
        workTotal = null;
        remainingSeconds = null;
    }
}
