package dev.imageclustering.migration;

import java.util.logging.Level;
import liquibase.logging.core.AbstractLogService;
import liquibase.logging.core.AbstractLogger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the log of Liquibase down to debug: the journal says the same in one line for each revision, and a failure is
 * thrown.
 */
final class LiquibaseLog extends AbstractLogService {

    @Override
    public int getPriority() {
        return PRIORITY_NOT_APPLICABLE;
    }

    @Override
    @SuppressWarnings({"rawtypes", "try"}) // as they are declared
    public liquibase.logging.Logger getLog(Class source) {
        Logger log = LoggerFactory.getLogger(source);
        return new AbstractLogger() {
            @Override
            public void log(Level level, @Nullable String message, @Nullable Throwable failure) {
                log.debug(message, failure);
            }
        };
    }
}
