package dev.imageclustering.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DowngradeVerbTests {

    private static final List<String> IDS = RevisionFiles.ids();

    private final MigratedDatabase database = new MigratedDatabase();
    private final Cli cli = new Cli(database.scratch().dataSource());

    @AfterEach
    void drop() {
        database.close();
    }

    @ParameterizedTest
    @CsvSource({"-1, 3", "-2, 2", "ba65, 2", "ba650b8c5046, 2", "c910-2, 2", "ba65+1, 3", "base, 0", "-4, 0"})
    void goesBackToARevision(String target, int position) {
        database.moveTo(4);

        Cli.Result result = cli.run("downgrade", target, "--yes");

        assertThat(result.code()).isZero();
        assertThat(result.out())
                .endsWith("the database is at %s.%n".formatted(position == 0 ? "base" : IDS.get(position - 1)));
        assertThat(database.applied()).isEqualTo(IDS.subList(0, position));
    }

    @Test
    void understandsTheStepsBeforeTheOptionsToo() {
        database.moveTo(2);

        assertThat(cli.run("downgrade", "--yes", "-1").code()).isZero();
        assertThat(database.applied()).hasSize(1);
    }

    @Test
    void saysWhatIsLostBeforeItAsks() {
        database.moveTo(9);
        database.rows().insert();

        Cli.Result result = cli.answering(true).run("downgrade", "base");

        assertThat(result.code()).isZero();
        assertThat(cli.questions()).containsExactly("Go on?");
        assertThat(result.lines())
                .containsExactly(
                        "9 revisions of the database of the test will be taken back, to base:",
                        "  cc526443c54f, Add ranking fields to association table: 3 rows of image_batch_association lose"
                                + " quality_rank, ranked_at, ranking_metric",
                        "  0c40df432af5, Add image quality fields: 3 rows of images lose quality_score",
                        "  b8c2e1c76ce3, Add thumbnail: 3 rows of images lose has_thumbnail",
                        "  487c42b05f95, Add metadata: 3 rows of images lose tags, width",
                        "  f20a4b6a74f4, Add image hash: 3 rows of images lose image_hash",
                        "  c910e59362f6, Add missing columns to images table: 3 rows of images lose features",
                        "  c69c13026fe2, Add missing columns to images table: 3 rows of images lose created_at,"
                                + " file_size, mime_type",
                        "  ba650b8c5046, Create association table and migrate: nothing is lost",
                        "  bb0ac39a2a27, Add ImageBatch table: 2 rows of image_batches are lost; 3 rows of images are"
                                + " lost",
                        "1 other connection to the database: a server that runs needs what is taken back, stop it first.",
                        "Took back 9 revisions: the database is at base.");
    }

    @Test
    void countsOnlyTheRowsThatHoldSomething() {
        database.moveTo("a0d5a01a4621");
        database.rows().insert();
        database.jdbc()
                .sql("update images set analysis_failure = null, analysed_at = null")
                .update();
        database.jdbc()
                .sql("update images set analysis_state = 'pending' where id > 1")
                .update();

        assertThat(cli.run("downgrade", "-1", "--yes").lines())
                .contains("  a0d5a01a4621, Add analysis state: 1 row of images loses analysis_state");
    }

    @Test
    void saysThatNothingIsLost() {
        database.moveTo(IDS.size());

        assertThat(cli.run("downgrade", "-2", "--yes").lines())
                .containsAll(IDS.subList(IDS.size() - 2, IDS.size()).stream()
                        .map(id -> "  %s, %s: nothing is lost".formatted(id, RevisionFiles.title(id)))
                        .toList());
    }

    @Test
    void doesNothingWithoutAYes() {
        database.moveTo(2);

        Cli.Result result = cli.answering(false).run("downgrade", "-1");

        assertThat(result.code()).isEqualTo(Cli.REFUSED);
        assertThat(result.err()).isEqualTo("Nothing was done.%n".formatted());
        assertThat(database.applied()).hasSize(2);
    }

    @Test
    void refusesWhereNobodyCanBeAsked() {
        database.moveTo(2);

        Cli.Result result = cli.run("downgrade", "-1");

        assertThat(result.code()).isEqualTo(Cli.REFUSED);
        assertThat(result.lines()).contains("  ba650b8c5046, Create association table and migrate: nothing is lost");
        assertThat(result.err())
                .isEqualTo("There is no terminal to ask on: --yes goes on without asking. Nothing was done.%n"
                        .formatted());
        assertThat(database.applied()).hasSize(2);
    }

    @Test
    void hasNothingToDoWhereItIs() {
        assertThat(cli.run("downgrade", "base"))
                .isEqualTo(new Cli.Result(0, "Nothing to do: the database is at base.%n".formatted(), ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            abcdef | There is no revision abcdef. Nothing was done.
            -3     | -3 leads beyond the base. Nothing was done.
            +1     | c69c13026fe2 lies ahead of ba650b8c5046: to go forward is 'migrate upgrade'. Nothing was done.
            head   | HEAD lies ahead of ba650b8c5046: to go forward is 'migrate upgrade'. Nothing was done.
            """)
    void refusesInOneLine(String target, String reason) {
        database.moveTo(2);

        assertThat(cli.run("downgrade", target, "--yes"))
                .isEqualTo(new Cli.Result(Cli.REFUSED, "", reason.replace("HEAD", RevisionFiles.head()) + "\n"));
        assertThat(database.applied()).hasSize(2);
    }

    @Test
    void takesBackWhatWasAgreedToOrNothing() {
        database.moveTo(3);

        Cli.Result result = cli.answering(() -> {
                    database.moveTo(4);
                    return true;
                })
                .run("downgrade", "-1");

        assertThat(result.code()).isEqualTo(Cli.REFUSED);
        assertThat(result.err())
                .isEqualTo("The database has moved from c69c13026fe2 to c910e59362f6 meanwhile. Nothing was done.%n"
                        .formatted());
        assertThat(database.applied()).hasSize(4);
    }
}
