package dev.imageclustering.platform.embedded;

import org.jspecify.annotations.Nullable;

/** The embedded database cannot be used; the message is one line and says what to do. */
public class EmbeddedDatabaseFailure extends RuntimeException {

    private static final String OWN_DATABASE =
            " A PostgreSQL of your own is used instead when SPRING_DATASOURCE_URL names it.";

    EmbeddedDatabaseFailure(String message) {
        this(message, null);
    }

    EmbeddedDatabaseFailure(String message, @Nullable Throwable cause) {
        super(sentence(message) + OWN_DATABASE, cause);
    }

    private static String sentence(String text) {
        String line = text.strip().replaceAll("\\s*\\R\\s*", "; ");
        return line.endsWith(".") ? line : line + ".";
    }
}
