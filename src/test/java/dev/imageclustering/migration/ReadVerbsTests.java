package dev.imageclustering.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The verbs that only look: current, history and heads. */
class ReadVerbsTests {

    private static final String TIME = "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d";
    private static final List<String> IDS = RevisionFiles.ids();
    private static final String HEAD = IDS.getLast();
    private static final String LAST_BUT_ONE = IDS.get(IDS.size() - 2);

    private final MigratedDatabase database = new MigratedDatabase();
    private final Cli cli = new Cli(database.scratch().dataSource());

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void currentPrintsNothingOnAnEmptyDatabase() {
        assertThat(cli.run("current")).isEqualTo(new Cli.Result(0, "", ""));
    }

    @Test
    void readsLeaveAnEmptyDatabaseEmpty() {
        cli.run("current", "-v");
        cli.run("history", "-v");
        cli.run("heads");

        assertThat(database.jdbc()
                        .sql("select to_regnamespace('image_clustering') is null")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void currentPrintsTheRevision() {
        database.moveTo(3);

        assertThat(cli.run("current")).isEqualTo(new Cli.Result(0, "c69c13026fe2%n".formatted(), ""));
    }

    @Test
    void currentMarksTheHead() {
        database.moveToHead();

        assertThat(cli.run("current").lines()).containsExactly(HEAD + " (head)");
    }

    @Test
    void currentTellsMoreWhenAsked() {
        database.moveTo(3);

        assertThat(String.join("\n", cli.run("current", "-v").lines())).matches("""
                Database: the database of the test
                Revision: c69c13026fe2
                Revises:  ba650b8c5046
                Title:    Add missing columns to images table
                Applied:  %s
                Pending:  %d""".formatted(TIME, IDS.size() - 3));
    }

    @Test
    void currentTellsThatAnEmptyDatabaseIsAtNone() {
        assertThat(cli.run("current", "-v").lines()).contains("Revision: none", "Pending:  " + IDS.size());
    }

    @Test
    void currentSpeaksJson() {
        database.moveTo(3);

        JsonNode answer = json(cli.run("current", "--json"));

        assertThat(answer.get("current").asString()).isEqualTo("c69c13026fe2");
        assertThat(answer.get("head").asString()).isEqualTo(HEAD);
        assertThat(answer.get("at_head").asBoolean()).isFalse();
        assertThat(answer.get("pending")).hasSize(IDS.size() - 3);
        assertThat(answer.get("unknown")).isEmpty();
    }

    @Test
    void currentSpeaksJsonOfAnEmptyDatabase() {
        assertThat(json(cli.run("current", "--json")).get("current").isNull()).isTrue();
    }

    @Test
    void currentShowsARevisionThatItDoesNotKnow() {
        databaseAhead();

        Cli.Result result = cli.run("current");

        assertThat(result.code()).isZero();
        assertThat(result.lines()).containsExactly("ffffffffffff (unknown to this program)");
        assertThat(result.err())
                .startsWith("The schema is ahead of this program: it has ffffffffffff")
                .hasLineCount(1);
    }

    @Test
    void historyListsTheNewestFirst() {
        database.moveTo(2);

        List<String> lines = cli.run("history").lines();

        assertThat(lines).hasSize(IDS.size());
        assertThat(lines.getFirst())
                .isEqualTo(
                        "%s (head), %s. Revises %s, pending.".formatted(HEAD, RevisionFiles.title(HEAD), LAST_BUT_ONE));
        assertThat(lines.get(lines.size() - 2))
                .matches("ba650b8c5046 \\(current\\), Create association table and migrate\\. Revises bb0ac39a2a27,"
                        + " applied " + TIME + "\\.");
        assertThat(lines.getLast())
                .matches("bb0ac39a2a27, Add ImageBatch table\\. Revises base, applied " + TIME + "\\.");
    }

    @Test
    void historyMarksTheCurrentHead() {
        database.moveToHead();

        assertThat(cli.run("history").lines().getFirst())
                .startsWith(HEAD + " (current) (head), " + RevisionFiles.title(HEAD) + ".");
    }

    @Test
    void historyTellsMoreWhenAsked() {
        database.moveTo(1);

        assertThat(cli.run("history", "-v").out()).containsPattern("""
                        Revision: bb0ac39a2a27 \\(current\\)
                        Revises:  base
                        Title:    Add ImageBatch table
                        Applied:  %s
                        Checksum: 9:[0-9a-f]{32}
                        File:     db/changelog/changes/0001-bb0ac39a2a27-add-imagebatch-table\\.sql
                        """.formatted(TIME));
    }

    @Test
    void historySpeaksJson() {
        database.moveTo(1);

        JsonNode revisions = json(cli.run("history", "--json")).get("revisions");

        assertThat(revisions).hasSize(IDS.size());
        JsonNode first = revisions.get(IDS.size() - 1);
        assertThat(first.get("revision").asString()).isEqualTo("bb0ac39a2a27");
        assertThat(first.get("revises").isNull()).isTrue();
        assertThat(first.get("current").asBoolean()).isTrue();
        assertThat(first.get("applied_at").asString()).contains("T");
        assertThat(revisions.get(0).get("head").asBoolean()).isTrue();
        assertThat(revisions.get(0).get("applied_at").isNull()).isTrue();
    }

    @Test
    void historyShowsARevisionThatItDoesNotKnow() {
        databaseAhead();

        Cli.Result result = cli.run("history");

        assertThat(result.code()).isZero();
        assertThat(result.lines().getFirst())
                .matches("ffffffffffff \\(current\\) \\(unknown to this program\\), From the future\\. Revises unknown,"
                        + " applied " + TIME + "\\.");
    }

    @Test
    void headsPrintsTheHeadAndWhatIsPending() {
        database.moveTo(IDS.size() - 2);

        assertThat(cli.run("heads").lines())
                .containsExactly(
                        HEAD + " (head), " + RevisionFiles.title(HEAD),
                        "Pending, the next one first:",
                        "  " + LAST_BUT_ONE + ", " + RevisionFiles.title(LAST_BUT_ONE),
                        "  " + HEAD + ", " + RevisionFiles.title(HEAD));
    }

    @Test
    void headsTellsThatNothingIsPending() {
        database.moveToHead();

        assertThat(cli.run("heads").lines())
                .containsExactly(HEAD + " (head), " + RevisionFiles.title(HEAD), "Nothing is pending.");
    }

    @Test
    void headsSpeaksJson() {
        database.moveTo(IDS.size() - 1);

        JsonNode answer = json(cli.run("heads", "--json"));

        assertThat(answer.get("head").asString()).isEqualTo(HEAD);
        assertThat(answer.get("pending").get(0).get("title").asString()).isEqualTo(RevisionFiles.title(HEAD));
    }

    @Test
    void headsTellsThatTheHistoryHasAGap() {
        database.moveTo(3);
        database.jdbc()
                .sql("delete from databasechangelog where id = 'ba650b8c5046'")
                .update();

        assertThat(cli.run("heads").err())
                .startsWith(
                        "The history is out of order: c69c13026fe2 (Add missing columns to images table) was applied"
                                + " before ba650b8c5046")
                .hasLineCount(1);
    }

    private void databaseAhead() {
        database.moveToHead();
        database.jdbc()
                .sql("insert into databasechangelog select 'ffffffffffff', author, filename, now(), 999, exectype,"
                        + " md5sum, description, 'From the future' from databasechangelog limit 1")
                .update();
    }

    private static JsonNode json(Cli.Result result) {
        return new JsonMapper().readTree(result.out());
    }
}
