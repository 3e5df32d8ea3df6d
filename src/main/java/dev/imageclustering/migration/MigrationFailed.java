package dev.imageclustering.migration;

import java.sql.SQLException;

/** The schema could not be brought to the revision that was asked for; the message is one line for an operator. */
final class MigrationFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MigrationFailed(String message) {
        super(message);
    }

    MigrationFailed(String message, Throwable cause) {
        super(message, cause);
    }

    /** Returns the innermost reason in one line; what the database says is always the better one. */
    static String reason(Throwable failure) {
        Throwable reason = failure;
        while (reason.getCause() != null && !(reason instanceof SQLException)) {
            reason = reason.getCause();
        }
        return String.valueOf(reason.getMessage()).strip().replaceAll("\\s+", " ");
    }
}
