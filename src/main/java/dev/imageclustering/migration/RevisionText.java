package dev.imageclustering.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file of a revision, taken apart.
 *
 * @param changeset its line, empty if there is none
 * @param comments the lines that begin with {@code --}
 * @param sql the lines of the way up, without comment lines
 * @param statements of the way up in lower case, with nothing in literals, comments and procedures: what is left can
 *     only be SQL that runs as it stands
 * @param rollback the text of the way back
 */
record RevisionText(String changeset, List<Part> comments, List<Part> sql, List<Part> statements, String rollback) {

    private static final String ROLLBACK = "--rollback";
    private static final Pattern OPAQUE =
            Pattern.compile("(\\$\\w*\\$)(?s:.*?)\\1|'(?:[^']|'')*'|--[^\\n]*|/\\*(?s:.*?)\\*/");

    /**
     * A part of the file.
     *
     * @param line its first one, from 1
     */
    record Part(int line, String text) {

        /** Returns the part of the text from an index on, from its first character that is not blank. */
        Part from(int start, int end) {
            int first = start;
            while (first < end && Character.isWhitespace(text.charAt(first))) {
                first++;
            }
            int breaks = (int)
                    text.substring(0, first).chars().filter(c -> c == '\n').count();
            return new Part(line + breaks, text.substring(first, end).stripTrailing());
        }

        /** Returns the text with every gap one space wide. */
        String flat() {
            return text.replaceAll("\\s+", " ");
        }
    }

    static RevisionText of(String text) {
        String normalised = text.replace("\r\n", "\n");
        List<Part> comments = new ArrayList<>();
        List<Part> sql = new ArrayList<>();
        int number = 0;
        for (String line : normalised.split("\n", -1)) {
            number++;
            (line.startsWith("--") ? comments : sql).add(new Part(number, line));
        }
        return new RevisionText(
                first(comments, "--changeset "),
                comments,
                sql,
                split(new Part(1, blank(normalised)), ';'),
                String.join("\n", all(comments, ROLLBACK)).strip());
    }

    boolean has(String attribute) {
        return (changeset + " ").contains(" " + attribute + " ");
    }

    /** Splits at a character that is in no brackets, and leaves out what is empty. */
    static List<Part> split(Part whole, char separator) {
        List<Part> parts = new ArrayList<>();
        String text = whole.text();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i == text.length() ? separator : text.charAt(i);
            if (c == separator && (depth == 0 || i == text.length())) {
                parts.add(whole.from(start, i));
                start = i + 1;
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            }
        }
        return parts.stream().filter(part -> !part.text().isEmpty()).toList();
    }

    private static String first(List<Part> lines, String start) {
        return lines.stream()
                .map(Part::text)
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElse("");
    }

    private static List<String> all(List<Part> lines, String start) {
        return lines.stream()
                .map(Part::text)
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .toList();
    }

    private static String blank(String text) {
        StringBuilder blanked = new StringBuilder(text);
        Matcher opaque = OPAQUE.matcher(text);
        while (opaque.find()) {
            for (int i = opaque.start(); i < opaque.end(); i++) {
                if (text.charAt(i) != '\n') {
                    blanked.setCharAt(i, ' ');
                }
            }
        }
        return blanked.toString().toLowerCase(Locale.ROOT);
    }
}
