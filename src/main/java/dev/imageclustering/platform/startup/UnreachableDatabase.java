package dev.imageclustering.platform.startup;

import java.net.UnknownHostException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/** The database that the settings name does not take our connection. */
final class UnreachableDatabase extends RuntimeException {

    UnreachableDatabase(String url, SQLException cause) {
        this(url, reason(cause), cause);
    }

    UnreachableDatabase(String url, String reason) {
        this(url, reason, null);
    }

    private UnreachableDatabase(String url, String reason, @Nullable SQLException cause) {
        super("No connection to the database at %s: %s".formatted(withoutSecrets(url), reason), cause);
    }

    /** A URL may carry a password among its parameters, or in front of the host. */
    private static String withoutSecrets(String url) {
        return url.replaceFirst("\\?.*", "").replaceFirst("//[^/]*@", "//");
    }

    private static String reason(SQLException cause) {
        String message = oneLine(cause);
        // The driver does not say which host it was that nobody knows.
        return cause.getCause() instanceof UnknownHostException unknown
                ? "Unknown host %s.".formatted(unknown.getMessage())
                : message.endsWith(".") ? message : message + ".";
    }

    private static String oneLine(SQLException cause) {
        String message = cause.getMessage();
        return StringUtils.hasText(message)
                ? message.strip().replaceAll("\\s*\\R\\s*", " ")
                : cause.getClass().getSimpleName();
    }
}
