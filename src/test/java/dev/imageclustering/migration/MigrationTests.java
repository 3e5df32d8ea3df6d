package dev.imageclustering.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MigrationTests {

    private static final int HEAD = RevisionFiles.all().size();

    private final MigratedDatabase database = new MigratedDatabase();

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void bringsAnEmptyDatabaseToTheHead() {
        database.moveToHead();

        assertThat(database.applied()).isEqualTo(RevisionFiles.ids());
    }

    @Test
    void beginsWithTheSchemaThatTheDatabaseContainerMakes() throws IOException {
        String initialisation = Files.readString(Path.of("init.sql"));
        database.jdbc().sql(initialisation).update();
        database.jdbc().sql(initialisation).update();

        database.moveToHead();

        assertThat(database.applied()).isEqualTo(RevisionFiles.ids());
    }

    @Test
    void leavesADatabaseAtTheHeadAlone() {
        database.moveToHead();
        List<String> history = history();

        database.moveToHead();

        assertThat(history()).isEqualTo(history);
    }

    @Test
    void goesOnWhereAnEarlierVersionStopped() {
        database.moveTo(RevisionFiles.INHERITED);

        database.moveToHead();

        assertThat(database.applied()).isEqualTo(RevisionFiles.ids());
    }

    @Test
    void buildsEverythingAgainWhenTheSchemaWasDroppedMeanwhile() {
        database.moveToHead();
        database.moveToHead();
        database.jdbc().sql("drop schema image_clustering cascade").update();

        database.moveToHead();

        assertThat(database.applied()).isEqualTo(RevisionFiles.ids());
    }

    @Test
    void hasTheSchemaOfThePythonSystemAfterNineRevisions() throws IOException {
        database.moveTo(RevisionFiles.INHERITED);

        assertThat(database.schema()).isEqualTo(resource("/migration/schema-after-nine-revisions.txt"));
    }

    @ParameterizedTest
    @MethodSource("revisions")
    void goesUpAndDownAndUpAgainWithRows(int revision) {
        database.moveTo(revision - 1);
        if (revision > 1) {
            database.rows().insert();
        }
        List<String> schemaBefore = database.schema();
        List<String> rowsBefore = database.rows().all();

        database.moveTo(revision);
        List<String> schemaAfter = database.schema();
        List<String> rowsAfter = database.rows().all();
        assertThat(schemaAfter).isNotEqualTo(schemaBefore);

        database.moveTo(revision - 1);
        assertThat(database.schema()).isEqualTo(schemaBefore);
        assertThat(database.rows().all()).isEqualTo(rowsBefore);

        database.moveTo(revision);
        assertThat(database.schema()).isEqualTo(schemaAfter);
        assertThat(database.rows().all()).isEqualTo(rowsAfter);
    }

    @Test
    void goesDownStepByStepFromFullTables() {
        List<List<String>> schemas = new ArrayList<>();
        for (int revision = 0; revision <= HEAD; revision++) {
            database.moveTo(revision);
            schemas.add(database.schema());
        }
        database.rows().insert();

        for (int revision = HEAD - 1; revision >= 0; revision--) {
            database.moveTo(revision);
            assertThat(database.schema()).isEqualTo(schemas.get(revision));
        }
    }

    @Test
    void goesAllTheWayDownToTheFirstRevisionAndUpWithoutLosingAMembership() {
        database.moveToHead();
        List<String> schema = database.schema();
        database.rows().insert();

        database.moveTo(1);
        assertThat(database.jdbc()
                        .sql("select image_ids::text || cluster_summary from image_batches where id = 1")
                        .query(String.class)
                        .single())
                .isEqualTo("{3,1,2}{\"Group 1\": [3, 1], \"Ungrouped\": [2]}");

        database.moveToHead();
        assertThat(database.schema()).isEqualTo(schema);
        assertThat(database.jdbc()
                        .sql("select image_id || ' ' || group_label from image_batch_association order by image_id")
                        .query(String.class)
                        .list())
                .containsExactly("1 Group 1", "2 Ungrouped", "3 Group 1");
    }

    @Test
    void goesAllTheWayDownAndUpAgainFromFullTables() {
        database.moveToHead();
        List<String> schema = database.schema();
        database.rows().insert();

        database.moveTo(0);
        assertThat(database.schema()).isEmpty();
        assertThat(database.applied()).isEmpty();

        database.moveToHead();
        assertThat(database.schema()).isEqualTo(schema);
    }

    @Test
    void standsInForTheHashOfRowsThatHaveNone() {
        database.moveBefore("f20a4b6a74f4");
        database.rows().insert();

        database.moveTo("f20a4b6a74f4");

        assertThat(database.jdbc()
                        .sql("select image_hash from images order by id")
                        .query(String.class)
                        .list())
                .containsExactly("legacy-1", "legacy-2", "legacy-3");
    }

    @Test
    void leavesTheAgeOfOldRowsUnknown() {
        database.moveBefore("c69c13026fe2");
        database.rows().insert();

        database.moveTo("c69c13026fe2");

        assertThat(database.jdbc()
                        .sql("select count(*) from images where created_at is null")
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
    }

    @Test
    void letsOldRowsWaitForTheirAnalysis() {
        database.moveTo(RevisionFiles.INHERITED);
        database.rows().insert();

        database.moveToHead();

        assertThat(database.jdbc()
                        .sql("select distinct analysis_state from images where feature_model is null")
                        .query(String.class)
                        .list())
                .containsExactly("pending");
    }

    @Test
    void mendsRanksAndStatusesThatCannotBe() {
        database.moveTo(RevisionFiles.INHERITED);
        database.rows().insert();
        database.jdbc().sql("update image_batches set status = 'done' || id").update();
        database.jdbc()
                .sql("update image_batch_association set quality_rank = image_id - 2")
                .update();

        database.moveToHead();

        assertThat(database.jdbc()
                        .sql("select status from image_batches order by id")
                        .query(String.class)
                        .list())
                .containsExactly("complete", "pending");
        assertThat(database.jdbc()
                        .sql("select image_id from image_batch_association where quality_rank is null"
                                + " and ranked_at is null and ranking_metric is null order by image_id")
                        .query(Integer.class)
                        .list())
                .containsExactly(1, 2);
    }

    private List<String> history() {
        return database.jdbc()
                .sql("select id || dateexecuted from databasechangelog order by orderexecuted")
                .query(String.class)
                .list();
    }

    private static IntStream revisions() {
        return IntStream.rangeClosed(1, HEAD);
    }

    private static List<String> resource(String name) throws IOException {
        try (InputStream content = MigrationTests.class.getResourceAsStream(name)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
