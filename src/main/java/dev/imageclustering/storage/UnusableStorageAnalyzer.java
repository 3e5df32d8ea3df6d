package dev.imageclustering.storage;

import java.util.Objects;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Explains that the photos have no place. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnusableStorageAnalyzer extends AbstractFailureAnalyzer<UnusableStorage> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnusableStorage cause) {
        return new FailureAnalysis(
                Objects.requireNonNull(cause.getMessage()),
                "Let the service create and write to this folder, or set IMAGE_CLUSTERING_STORAGE_ROOT to another.",
                cause);
    }
}
