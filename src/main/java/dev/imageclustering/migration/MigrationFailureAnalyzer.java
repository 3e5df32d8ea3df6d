package dev.imageclustering.migration;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells an operator in one line why the service does not start, instead of a stack trace. */
final class MigrationFailureAnalyzer extends AbstractFailureAnalyzer<MigrationFailed> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, MigrationFailed cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Mend what the message names and start again: every start goes on with the first revision that is not"
                        + " applied.",
                cause);
    }
}
