package dev.imageclustering.image;

import org.jspecify.annotations.Nullable;

/** The name that a client gave a file, made fit for the database: kept for people, never used as a path. */
final class ClientFilename {

    private static final int MAX_LENGTH = 1024;
    private static final String UNNAMED = "unnamed";

    private ClientFilename() {}

    static String clean(@Nullable String name) {
        if (name == null) {
            return UNNAMED;
        }
        // A quotation mark comes with a backslash before it from some clients, and percent-encoded from browsers.
        String unquoted = name.replace("\\\"", "\"").replace("%22", "\"");
        return cleanPath(unquoted);
    }

    private static String cleanPath(String name) {
        // Some clients send a whole path, with the separators of their own system.
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String clean = last.codePoints()
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE)
                .limit(MAX_LENGTH)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        return clean.isEmpty() ? UNNAMED : clean;
    }
}
