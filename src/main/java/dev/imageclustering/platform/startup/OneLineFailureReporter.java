package dev.imageclustering.platform.startup;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/** Says in one line why the service does not start, in place of Spring Boot's block, which the logging settings silence. */
final class OneLineFailureReporter implements FailureAnalysisReporter {

    private static final Logger LOG = LoggerFactory.getLogger(OneLineFailureReporter.class);

    @Override
    public void report(FailureAnalysis analysis) {
        LOG.debug("The service failed to start", analysis.getCause());
        LOG.error("The service does not start: {}", line(analysis));
    }

    static String line(FailureAnalysis analysis) {
        return (oneLine(analysis.getDescription()) + " " + oneLine(analysis.getAction())).strip();
    }

    private static String oneLine(@Nullable String text) {
        return text == null ? "" : text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
