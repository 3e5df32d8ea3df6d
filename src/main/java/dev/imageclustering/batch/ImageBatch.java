package dev.imageclustering.batch;

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

/** A named set of images that are grouped together. */
@SuppressWarnings("UnusedVariable") // Hibernate and the queries read the fields
@Entity
@Table(name = "image_batches")
@DynamicUpdate
class ImageBatch {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Integer id;

    @Column(nullable = false)
    private String batchName;

    @Column(nullable = false, length = 50)
    private BatchStatus status;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable Map<String, Object> parameters;

    private @Nullable Instant createdAt;

    @JdbcTypeCode(SqlTypes.LONG32VARCHAR)
    private @Nullable String failure;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected ImageBatch() {}

    ImageBatch(String name, Instant createdAt) {
        this.batchName = name;
        this.createdAt = createdAt;
        this.status = BatchStatus.PENDING;
    }

    BatchId id() {
        if (id == null) {
            throw new IllegalStateException("The batch is not stored yet");
        }
        return new BatchId(id);
    }

    BatchStatus status() {
        return status;
    }

    BatchState state() {
        return new BatchState(status, parameters, failure);
    }

    void rename(String name) {
        batchName = name;
    }

    void startProcessing(Map<String, Object> effectiveParameters) {
        status = BatchStatus.PROCESSING;
        parameters = effectiveParameters;
        failure = null;
    }

    void complete() {
        status = BatchStatus.COMPLETE;
        failure = null;
    }

    void fail(String reason) {
        status = BatchStatus.FAILED;
        failure = reason;
    }

    void returnTo(BatchState state) {
        status = state.status();
        parameters = state.parameters();
        failure = state.failure();
    }
}
