package dev.imageclustering.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevisionVerbTests {

    private static MigratedDatabase database;

    private SourceFolder sources;

    @BeforeAll
    static void migrate() {
        database = new MigratedDatabase();
        database.moveToHead();
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @BeforeEach
    void copySources(@TempDir Path root) {
        sources = new SourceFolder(root);
    }

    @Test
    void saysThatThereIsNothingToDo() {
        VerbRun run = revision("--autogenerate", "-m", "Add nothing");

        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("Nothing to do");
    }

    @Test
    void printsWhatItWroteAndWhatToLookAt() {
        VerbRun run = revision(
                "--autogenerate",
                "-m",
                "Add favourite",
                "--entities",
                EntityDifference.ENTITIES + ",entities.required");

        Path written = sources.revisions().getLast();
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("images: column favourite boolean not null is missing")
                .contains("Wrote " + written)
                .contains("migrate lint " + written);
        assertThat(run.err()).startsWith("Warning: images.favourite is NOT NULL without a default");
    }

    @Test
    void writesAnEmptyRevision() {
        VerbRun run = revision("-m", "  Tidy: captions & more ");

        assertThat(run.code()).isZero();
        assertThat(sources.revisions().getLast().getFileName().toString()).endsWith("-tidy-captions-more.sql");
        assertThat(sources.revisions().getLast()).content().contains("--comment: Tidy: captions & more\n");
    }

    @Test
    void writesWhatLintWantsReviewed() {
        revision("-m", "Tidy captions");
        Path written = sources.revisions().getLast();

        VerbRun run = VerbRun.withoutDatabase("lint", written.toString());

        assertThat(run.code()).isOne();
        assertThat(run.out()).startsWith(written + ":5: review: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "...", "two\nlines"})
    void refusesATitleThatNamesNoFile(String title) {
        VerbRun run = VerbRun.withoutDatabase("revision", "-m", title);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).startsWith("The message must be one line");
    }

    @Test
    void asksForATitle() {
        VerbRun run = VerbRun.withoutDatabase("revision", "--autogenerate");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--message");
    }

    @Test
    void refusesADatabaseThatIsBehind() {
        try (MigratedDatabase behind = new MigratedDatabase()) {
            VerbRun run = VerbRun.of(
                    behind.scratch(),
                    "revision",
                    "-m",
                    "Tidy",
                    "--folder",
                    sources.folder().toString());

            assertThat(run.code()).isEqualTo(255);
            assertThat(run.err()).contains("behind the head");
        }
    }

    @Test
    void refusesAFolderThatIsNotThere() {
        VerbRun run = VerbRun.withoutDatabase("revision", "-m", "Tidy", "--folder", "no/such/folder");

        assertThat(run.code()).isEqualTo(255);
        assertThat(run.err()).startsWith("There is no no/such/folder here").doesNotContain("\tat ");
        assertThat(Files.exists(Path.of("no"))).isFalse();
    }

    @Test
    void helpsWithAnExample() {
        VerbRun run = VerbRun.withoutDatabase("revision", "--help");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("migrate revision --autogenerate -m \"Add photographer\"");
    }

    private VerbRun revision(String... args) {
        String[] all = new String[args.length + 3];
        all[0] = "revision";
        System.arraycopy(args, 0, all, 1, args.length);
        all[args.length + 1] = "--folder";
        all[args.length + 2] = sources.folder().toString();
        return VerbRun.of(database.scratch(), all);
    }
}
