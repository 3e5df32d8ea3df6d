package dev.imageclustering.migration;

import java.sql.SQLException;

/** The schema could not be brought to the revision that was asked for; the message is one line for an operator. */
final class MigrationFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final String LOCK_NOT_AVAILABLE = "55P03";

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

    /** Tells whether a statement gave up because somebody else used what it wanted. */
    static boolean isLockTimeout(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && LOCK_NOT_AVAILABLE.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
