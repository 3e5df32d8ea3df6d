package dev.imageclustering.migration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The revisions that this program knows, the first one first. Read from the changelog without Liquibase: in a moment. */
record RevisionChain(List<Revision> revisions) {

    private static final String FOLDER = "db/changelog/";
    private static final Pattern INCLUDED = Pattern.compile("(?m)^\\s*file:\\s*(\\S+)\\s*$");
    private static final Pattern CHANGESET = Pattern.compile("(?m)^--changeset [^:]+:([0-9a-f]{12})\\b");
    private static final Pattern COMMENT = Pattern.compile("(?m)^--comment: *(.*)$");

    RevisionChain {
        revisions = List.copyOf(revisions);
    }

    /** Returns the chain of the changelog. */
    static RevisionChain load() {
        List<Revision> revisions = new ArrayList<>();
        Matcher included = INCLUDED.matcher(text(Migrator.CHANGELOG));
        while (included.find()) {
            revisions.add(revision(FOLDER + included.group(1)));
        }
        return new RevisionChain(revisions);
    }

    Revision head() {
        return revisions.getLast();
    }

    Optional<Revision> find(String id) {
        return revisions.stream().filter(revision -> revision.id().equals(id)).findFirst();
    }

    /** Returns the number of a revision, from 1; 0 if it is none of the chain. */
    int number(String id) {
        for (int i = 0; i < revisions.size(); i++) {
            if (revisions.get(i).id().equals(id)) {
                return i + 1;
            }
        }
        return 0;
    }

    /** Returns the id of the revision before that number; {@code base} before the first. */
    String before(int number) {
        return number <= 1 ? "base" : revisions.get(number - 2).id();
    }

    /** Returns what the revision of that number is called; 0 is {@code base}. */
    String label(int number) {
        return number == 0 ? "base" : revisions.get(number - 1).id() + (number == revisions.size() ? " (head)" : "");
    }

    private static Revision revision(String resource) {
        String text = text(resource);
        return new Revision(first(CHANGESET, text, resource), first(COMMENT, text, resource), resource);
    }

    private static String first(Pattern pattern, String text, String resource) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("%s has no line %s".formatted(resource, pattern));
        }
        return matcher.group(1).strip();
    }

    static String text(String resource) {
        try (InputStream in = RevisionChain.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The program lacks its file " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
