package dev.imageclustering.migration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds in a revision what stops a service that runs, loses data, or cannot be taken back. It does not look into
 * procedures.
 *
 * <p>An exception is declared in a comment of the file, with its reason: {@code -- drops: images.caption because ...}
 * for what is dropped, {@code -- allows: type-rewrite images.caption because ...} for the other rules.
 */
final class RevisionLint {

    private static final String NAME = "\"?([\\w.]+)\"?";
    private static final String IF = "(?:if (?:not )?exists )?";
    private static final String COLUMN = "(?:column )?" + IF;

    private static final Pattern CREATED =
            Pattern.compile("create (?:unlogged |temporary |temp )?table " + IF + NAME + ".*");
    private static final Pattern UPDATED = Pattern.compile("update (?:only )?" + NAME + " .*");
    private static final Pattern ALTERED =
            Pattern.compile("(?s)alter\\s+table\\s+(?:if\\s+exists\\s+)?(?:only\\s+)?" + NAME + "\\s+(.*)");
    private static final Pattern INDEX =
            Pattern.compile("create (?:unique )?index (concurrently )?.*?\\bon (?:only )?" + NAME + ".*");
    private static final Pattern DROPPED_TABLES =
            Pattern.compile("drop table (?:if exists )?(.*?)(?: cascade| restrict)?");

    private static final Pattern ADDED =
            Pattern.compile("add (?!constraint |primary |unique |foreign |check |exclude )" + COLUMN + NAME + " (.*)");
    private static final Pattern SELF_FILLING = Pattern.compile(".*\\b(?:default|generated|(?:small|big)?serial)\\b.*");
    private static final Pattern REQUIRED = Pattern.compile("alter (?:column )?" + NAME + " set not null");
    private static final Pattern RETYPED = Pattern.compile("alter (?:column )?" + NAME + " (?:set data )?type .*");
    private static final Pattern DROPPED_COLUMN =
            Pattern.compile("drop (?!constraint )" + COLUMN + NAME + "(?: cascade| restrict)?");

    private static final Pattern DECLARED = Pattern.compile("-- (?:drops:|allows: (\\S+)) (\\S+) because \\S.*");
    private static final Pattern DOLLARS = Pattern.compile("\\$\\w*\\$");

    private final String file;
    private final RevisionText text;
    private final Set<String> created = new HashSet<>();
    private final Set<String> updated = new HashSet<>();
    private final List<LintFinding> findings = new ArrayList<>();

    private RevisionLint(String file, RevisionText text) {
        this.file = file;
        this.text = text;
    }

    /** Returns what is wrong with a revision, from its first line to its last. */
    static List<LintFinding> findings(String file, String text) {
        RevisionLint lint = new RevisionLint(file, RevisionText.of(text));
        lint.whole();
        lint.text.statements().forEach(lint::statement);
        return lint.findings.stream()
                .sorted(Comparator.comparingInt(LintFinding::line))
                .toList();
    }

    private void whole() {
        if (text.rollback().isEmpty()) {
            report(1, "missing-rollback", "there is no way back; write it in --rollback lines");
        }
        if (!text.has("splitStatements:false")) {
            text.sql().stream()
                    .filter(line -> DOLLARS.matcher(line.text()).find())
                    .findFirst()
                    .ifPresent(line -> report(
                            line.line(),
                            "dollar-quote",
                            "a $$ body would be split at its semicolons; add splitStatements:false"));
        }
        if (DOLLARS.matcher(text.rollback()).find() && !text.has("rollbackSplitStatements:false")) {
            report(1, "dollar-quote", "a $$ body of the rollback would be split; add rollbackSplitStatements:false");
        }
        text.comments().stream()
                .filter(comment -> comment.text().startsWith(RevisionDraft.REVIEW.stripTrailing()))
                .forEach(comment -> report(comment.line(), "review", "deal with the note, then replace it"));
    }

    private void statement(RevisionText.Part statement) {
        String sql = statement.flat();
        Matcher table = CREATED.matcher(sql);
        if (table.matches()) {
            created.add(unqualified(table.group(1)));
            return;
        }
        Matcher update = UPDATED.matcher(sql);
        if (update.matches()) {
            updated.add(unqualified(update.group(1)));
        }
        index(statement.line(), INDEX.matcher(sql));
        dropTables(statement.line(), DROPPED_TABLES.matcher(sql));
        Matcher alteration = ALTERED.matcher(statement.text());
        if (alteration.matches() && !created.contains(unqualified(alteration.group(1)))) {
            RevisionText.split(statement.from(alteration.start(2), alteration.end(2)), ',')
                    .forEach(action -> action(unqualified(alteration.group(1)), action.line(), action.flat()));
        }
    }

    private void index(int line, Matcher index) {
        if (!index.matches() || created.contains(unqualified(index.group(2)))) {
            return;
        }
        String table = unqualified(index.group(2));
        if (index.group(1) == null) {
            unlessAllowed(
                    line, "index", table, "stops whoever writes to the table while it is built; build it concurrently");
        } else if (!text.has("runInTransaction:false")) {
            unlessAllowed(
                    line, "transaction", table, "concurrently is refused in a transaction; add runInTransaction:false");
        }
    }

    private void dropTables(int line, Matcher drop) {
        if (drop.matches()) {
            Pattern.compile(",").splitAsStream(drop.group(1)).forEach(name -> drop(line, unqualified(name.strip())));
        }
    }

    private void action(String table, int line, String action) {
        Matcher added = ADDED.matcher(action);
        if (added.matches()
                && added.group(2).contains("not null")
                && !SELF_FILLING.matcher(added.group(2)).matches()) {
            notNull(line, table, added.group(1));
        }
        Matcher required = REQUIRED.matcher(action);
        if (required.matches() && !updated.contains(table)) {
            notNull(line, table, required.group(1));
        }
        Matcher retyped = RETYPED.matcher(action);
        if (retyped.matches()) {
            unlessAllowed(
                    line,
                    "type-rewrite",
                    table + "." + retyped.group(1),
                    "may rewrite the table while it is locked; fill a new column instead");
        }
        Matcher dropped = DROPPED_COLUMN.matcher(action);
        if (dropped.matches()) {
            drop(line, table + "." + dropped.group(1));
        }
    }

    private void notNull(int line, String table, String column) {
        unlessAllowed(
                line,
                "not-null",
                table + "." + column,
                "fails on a table with rows; give it a default, or fill it in an update before");
    }

    private void drop(int line, String object) {
        if (!created.contains(object) && !declared("drop", object)) {
            report(
                    line,
                    "drop",
                    "%s goes with what it holds; declare it: -- drops: %s because <reason>".formatted(object, object));
        }
    }

    private void unlessAllowed(int line, String rule, String object, String message) {
        if (!declared(rule, object)) {
            report(line, rule, object + " " + message);
        }
    }

    private boolean declared(String rule, String object) {
        return text.comments().stream()
                .map(comment -> DECLARED.matcher(comment.text()))
                .anyMatch(declared -> declared.matches()
                        && rule.equals(declared.group(1) == null ? "drop" : declared.group(1))
                        && object.equals(declared.group(2)));
    }

    private void report(int line, String rule, String message) {
        findings.add(new LintFinding(file, line, rule, message));
    }

    private static String unqualified(String name) {
        String schema = Migrator.SCHEMA + ".";
        String bare = name.replace("\"", "");
        return bare.startsWith(schema) ? bare.substring(schema.length()) : bare;
    }
}
