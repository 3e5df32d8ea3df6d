package dev.imageclustering.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CheckVerbTests {

    private static final List<String> IDS = RevisionFiles.ids();

    private final MigratedDatabase database = new MigratedDatabase();

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void findsNoDifferenceAtTheHead() {
        database.moveToHead();

        VerbRun run = VerbRun.of(database.scratch(), "check");

        assertThat(run.out()).startsWith("No difference: the entities fit revision ");
        assertThat(run.code()).isZero();
    }

    @Test
    void leavesTheHistoryOfAnAdoptedDatabaseAlone() {
        AdoptionTests.fill(database.jdbc());
        database.moveToHead();

        assertThat(VerbRun.of(database.scratch(), "check").out()).startsWith("No difference");
    }

    @Test
    void showsWhereEntitiesAndSchemaDiffer() {
        database.moveToHead();
        database.jdbc().sql("alter table images drop column caption").update();

        VerbRun run = VerbRun.of(database.scratch(), "check");

        assertThat(run.code()).isOne();
        assertThat(run.out()).contains("images: column caption text is missing");
    }

    @Test
    void showsWhatOtherEntitiesWant() {
        database.moveToHead();

        VerbRun run =
                VerbRun.of(database.scratch(), "check", "--entities", EntityDifference.ENTITIES + ",entities.required");

        assertThat(run.code()).isOne();
        assertThat(run.out()).contains("images: column favourite boolean not null is missing");
    }

    @Test
    void answersInJson() {
        database.moveToHead();
        database.jdbc()
                .sql("alter table images alter column caption type varchar(9)")
                .update();

        VerbRun run = VerbRun.of(database.scratch(), "check", "--json");

        JsonNode report = JsonMapper.shared().readTree(run.out());
        assertThat(report.at("/differences/0/table").asString()).isEqualTo("images");
        assertThat(report.at("/differences/0/description").asString())
                .isEqualTo("column caption should be text and is varchar(9)");
    }

    /** An entity that says nothing of a length wants 255 characters, and any column that holds more will do. */
    @Test
    void takesATextForAnyStringOfTheDefaultLength() {
        database.moveToHead();
        database.jdbc()
                .sql("alter table images alter column filename type text")
                .update();

        assertThat(VerbRun.of(database.scratch(), "check").code()).isZero();
    }

    @Test
    void leavesNothingBehind() {
        database.moveToHead();

        VerbRun.of(database.scratch(), "check");

        assertThat(database.jdbc()
                        .sql("select count(*) from pg_namespace where nspname like 'image_clustering_%'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void refusesADatabaseThatIsBehind() {
        database.moveTo(9);

        VerbRun run = VerbRun.of(database.scratch(), "check");

        assertThat(run.code()).isEqualTo(255);
        assertThat(run.err())
                .isEqualToNormalizingNewlines(
                        "The database is at revision cc526443c54f, %d behind the head %s; run 'migrate upgrade head' first\n"
                                .formatted(IDS.size() - 9, IDS.getLast()));
    }

    @Test
    void refusesAnEmptyDatabase() {
        VerbRun run = VerbRun.of(database.scratch(), "check");

        assertThat(run.code()).isEqualTo(255);
        assertThat(run.err()).startsWith("The database is at no revision, %d behind the head".formatted(IDS.size()));
    }

    @Test
    void helpsWithAnExample() {
        VerbRun run = VerbRun.withoutDatabase("check", "--help");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("migrate upgrade head && migrate check");
    }
}
