package dev.imageclustering.platform.startup;

import java.util.Objects;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Explains that the database cannot be reached. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnreachableDatabaseAnalyzer extends AbstractFailureAnalyzer<UnreachableDatabase> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnreachableDatabase cause) {
        return new FailureAnalysis(
                Objects.requireNonNull(cause.getMessage()),
                "Start it, or correct SPRING_DATASOURCE_URL, SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD;"
                        + " without SPRING_DATASOURCE_URL the service brings its own database.",
                cause);
    }
}
