package dev.imageclustering.migration;

/**
 * Something unsafe in the file of a revision.
 *
 * @param line from 1
 * @param rule its name, as an exception would declare it
 */
record LintFinding(String file, int line, String rule, String message) {

    String text() {
        return "%s:%d: %s: %s".formatted(file, line, rule, message);
    }
}
