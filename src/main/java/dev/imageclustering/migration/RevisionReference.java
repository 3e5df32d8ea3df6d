package dev.imageclustering.migration;

import java.util.List;
import java.util.Locale;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an operator writes for a revision: {@code head}, {@code base}, an id or the first digits of one, each with steps
 * behind it or not ({@code c69c+2}), or steps alone, which count from where the database is.
 */
record RevisionReference(String text, @Nullable String name, int steps) {

    private static final Pattern FORM = Pattern.compile("(head|base|[0-9a-f]+)?([+-]\\d{1,6})?");
    private static final int SHORTEST = 4;

    static RevisionReference parse(String text) {
        Matcher form = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (text.isBlank() || !form.matches()) {
            throw refused(
                    "%s is no revision: head, base, an id or at least %d digits of one, with +N or -N behind it or alone"
                            .formatted(text, SHORTEST));
        }
        String steps = form.group(2);
        return new RevisionReference(text, form.group(1), steps == null ? 0 : Integer.parseInt(steps));
    }

    /**
     * Returns the number of the revision in the chain, 0 being none of it.
     *
     * @param current where the database is, asked for only if the reference counts from there
     */
    int position(RevisionChain chain, IntSupplier current) {
        int start = name == null ? current.getAsInt() : position(chain, name);
        int end = start + steps;
        if (end < 0 || end > chain.revisions().size()) {
            throw refused("%s leads beyond the %s"
                    .formatted(text, end < 0 ? "base" : "head, " + chain.head().id()));
        }
        return end;
    }

    private int position(RevisionChain chain, String name) {
        return switch (name) {
            case "base" -> 0;
            case "head" -> chain.revisions().size();
            default -> chain.number(only(chain, name).id());
        };
    }

    private Revision only(RevisionChain chain, String prefix) {
        if (prefix.length() < SHORTEST) {
            throw refused("%s is too short: at least %d digits of a revision are needed".formatted(prefix, SHORTEST));
        }
        List<Revision> found = chain.revisions().stream()
                .filter(revision -> revision.id().startsWith(prefix))
                .toList();
        if (found.isEmpty()) {
            throw refused("There is no revision %s".formatted(prefix));
        }
        if (found.size() > 1) {
            throw refused("%s is ambiguous: %s"
                    .formatted(prefix, found.stream().map(Revision::id).collect(Collectors.joining(", "))));
        }
        return found.getFirst();
    }

    private static MigrationFailed refused(String reason) {
        return new MigrationFailed(reason + ". Nothing was done.");
    }
}
