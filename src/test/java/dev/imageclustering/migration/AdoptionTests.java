package dev.imageclustering.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Databases of the Python system. */
class AdoptionTests {

    private final MigratedDatabase database = new MigratedDatabase();

    @AfterEach
    void drop() {
        database.close();
    }

    /** Makes the database of the Python system at its head. */
    static void fill(JdbcClient jdbc) {
        try {
            jdbc.sql(new ClassPathResource("migration/python-system-head.sql")
                            .getContentAsString(StandardCharsets.UTF_8))
                    .update();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Returns every row in the columns that the Python system has. */
    static List<String> rows(JdbcClient jdbc) {
        List<String> rows = new ArrayList<>(jdbc.sql("select 'alembic ' || version_num from alembic_version")
                .query(String.class)
                .list());
        for (String table : List.of("images", "image_batches", "image_batch_association")) {
            rows.addAll(jdbc.sql("select '%1$s ' || (to_jsonb(%1$s) - array['shot_at_offset', 'perceptual_hash',"
                                    .formatted(table)
                            + " 'feature_model', 'quality_sub_scores', 'analysis_state', 'analysis_failure', 'analysed_at',"
                            + " 'failure', 'probability', 'outlier_score'])::text from %s order by 1".formatted(table))
                    .query(String.class)
                    .list());
        }
        return rows;
    }

    @Test
    void changesNoRow() {
        fill(jdbc());
        List<String> rows = rows(jdbc());

        database.moveToHead();

        assertThat(rows(jdbc())).hasSize(1 + 6 + 2 + 7).isEqualTo(rows);
        assertThat(database.applied()).isEqualTo(RevisionFiles.ids());
        assertThat(jdbc().sql("select count(*) from images where feature_model is null and analysis_state = 'pending'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(6);
    }

    @Test
    void endsInTheSchemaOfANewDatabaseAndTellsWhereItCameFrom() throws SQLException {
        fill(jdbc());
        database.moveToHead();

        try (Connection connection = database.scratch().dataSource().getConnection()) {
            MigrationsEndpoint.Status status = MigrationsEndpoint.status(connection);
            assertThat(status.drift()).isEmpty();
            assertThat(status.adoptedFrom()).isEqualTo("cc526443c54f");
        }
    }

    @ParameterizedTest
    @CsvSource({"487c42b05f95, 7", "0c40df432af5, 8", "cc526443c54f, 9"})
    void takesEachPointOfThePythonChain(String version, int revisions) {
        fillAt(version, revisions);

        Verb adopt = Verb.run(database, "adopt");

        assertThat(adopt.error()).isEmpty();
        assertThat(adopt.exitCode()).isZero();
        assertThat(adopt.output())
                .contains("Adopted at %s: %d revisions were written into the history".formatted(version, revisions))
                .contains("The schema is at %s (head)"
                        .formatted(RevisionFiles.ids().getLast()));
        assertThat(database.applied()).isEqualTo(RevisionFiles.ids());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"b8c2e1c76ce3", "bb0ac39a2a27", "f20a4b6a74f4", "ba650b8c5046", "c69c13026fe2", "c910e59362f6"})
    void refusesAnEarlierPoint(String version) {
        fillAt(version, 9);

        refuses("The database of the Python system is at %s, too early to be adopted".formatted(version));
    }

    @Test
    void refusesARevisionThatItDoesNotKnow() {
        fillAt("123456789abc", 9);

        refuses("123456789abc is no revision of the Python system that this program knows (adopted are 0c40df432af5,"
                + " 487c42b05f95, cc526443c54f)");
    }

    @Test
    void refusesASchemaThatDrifted() {
        fill(jdbc());
        jdbc().sql("alter table images drop column caption, add column mood text")
                .update();

        refuses("images.caption text", "images.mood text", "is at cc526443c54f but its schema is not");
    }

    @Test
    void refusesSeveralHeads() {
        fill(jdbc());
        jdbc().sql("insert into alembic_version values ('487c42b05f95')").update();

        refuses("several revisions at once (487c42b05f95, cc526443c54f)");
    }

    @Test
    void asksWhatADatabaseWithoutARevisionIs() {
        fill(jdbc());
        jdbc().sql("drop table alembic_version").update();

        refuses("The database has tables but no history", "migrate adopt --as cc526443c54f");
    }

    @Test
    void takesTheWordOfWhoeverKnowsTheRevision() {
        fill(jdbc());
        jdbc().sql("drop table alembic_version").update();

        assertThat(Verb.run(database, "adopt", "--as", "cc526443c54f").exitCode())
                .isZero();
        assertThat(database.applied()).isEqualTo(RevisionFiles.ids());
    }

    @Test
    void doesNotTakeAWordThatTheSchemaDenies() {
        fill(jdbc());
        jdbc().sql("drop table alembic_version").update();

        Verb adopt = Verb.run(database, "adopt", "--as", "487c42b05f95");

        assertThat(adopt.exitCode()).isEqualTo(255);
        assertThat(adopt.error())
                .contains("is at 487c42b05f95 but its schema is not")
                .contains("images.quality_score");
        assertThat(database.applied()).isEmpty();
    }

    @Test
    void doesNotTakeAWordAgainstTheRevision() {
        fill(jdbc());

        Verb adopt = Verb.run(database, "adopt", "--as", "487c42b05f95");

        assertThat(adopt.exitCode()).isEqualTo(255);
        assertThat(adopt.error()).contains("alembic_version says cc526443c54f, not 487c42b05f95");
    }

    @Test
    void understandsTheFirstDigitsOfTheRevision() {
        fill(jdbc());
        jdbc().sql("drop table alembic_version").update();

        assertThat(Verb.run(database, "adopt", "--as", "cc5").error())
                .isEqualToIgnoringNewLines("cc5 is no revision of the Python system that this program adopts"
                        + " (0c40df432af5, 487c42b05f95, cc526443c54f), and nothing was changed");
        assertThat(Verb.run(database, "adopt", "--as", "c910").error()).contains("too early to be adopted");
        assertThat(Verb.run(database, "adopt", "--as", "cc52").exitCode()).isZero();
    }

    @Test
    void isOfferedByTheVerbsThatLook() {
        fill(jdbc());

        Verb current = Verb.run(database, "current");

        assertThat(current.output()).isEmpty();
        assertThat(current.error())
                .isEqualToIgnoringNewLines("The database is the one of the Python system, at cc526443c54f:"
                        + " 'migrate adopt' takes it over");
    }

    @Test
    void findsNothingToAdoptInAnEmptyDatabaseOrTwice() {
        assertThat(Verb.run(database, "adopt").output()).contains("Nothing to adopt: the database has no tables");
        assertThat(jdbc().sql("select count(*) from pg_namespace where nspname = 'image_clustering'")
                        .query(Integer.class)
                        .single())
                .isZero();
        fill(jdbc());
        Verb.run(database, "adopt");

        assertThat(Verb.run(database, "adopt").output())
                .contains("Nothing to adopt: the database has a history of ours");
    }

    @Test
    void explainsItselfWithAnExample() {
        Verb help = Verb.run(database, "adopt", "--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.output()).contains("Example:").contains("migrate adopt --as cc526443c54f");
    }

    private void refuses(String... reasons) {
        List<String> schema = database.schema();
        List<String> tables = tables();

        Verb adopt = Verb.run(database, "adopt");

        assertThat(adopt.exitCode()).isEqualTo(255);
        assertThat(adopt.error())
                .contains(reasons)
                .contains("nothing was changed")
                .doesNotContain("\tat ");
        assertThatExceptionOfType(MigrationFailed.class)
                .isThrownBy(database::moveToHead)
                .withMessageContaining(reasons[0]);
        assertThat(database.schema()).isEqualTo(schema);
        assertThat(tables()).isEqualTo(tables);
    }

    private void fillAt(String version, int revisions) {
        fill(jdbc());
        jdbc().sql("update alembic_version set version_num = ?").param(version).update();
        if (revisions < 9) {
            jdbc().sql("alter table image_batch_association drop column quality_rank, drop column ranked_at,"
                            + " drop column ranking_metric")
                    .update();
        }
        if (revisions < 8) {
            jdbc().sql("alter table images drop column quality_score, drop column quality_metric,"
                            + " drop column quality_analyzed_at")
                    .update();
        }
    }

    private List<String> tables() {
        return jdbc().sql(
                        "select relname from pg_class where relnamespace = 'image_clustering'::regnamespace order by 1")
                .query(String.class)
                .list();
    }

    private JdbcClient jdbc() {
        return database.jdbc();
    }
}
