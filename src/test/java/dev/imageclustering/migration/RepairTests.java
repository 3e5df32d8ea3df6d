package dev.imageclustering.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RepairTests {

    private static final String INDEX = "image_batch_association_image_id_idx";

    private final MigratedDatabase database = new MigratedDatabase();

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void findsNothingInASoundDatabase() {
        database.moveToHead();

        Verb repair = Verb.run(database, "repair");

        assertThat(repair.exitCode()).isZero();
        assertThat(repair.output()).isEqualToIgnoringNewLines("Nothing to repair");
    }

    @Test
    void writesNothingWhereThereIsNothingToRepair() {
        Verb empty = Verb.run(database, "repair");

        assertThat(empty.exitCode()).isZero();
        assertThat(empty.output())
                .isEqualToIgnoringNewLines("Nothing to repair: the database has no schema image_clustering");
        assertThat(relations()).isEqualTo("no schema");

        execute("create schema image_clustering");

        assertThat(Verb.run(database, "repair").output()).isEqualToIgnoringNewLines("Nothing to repair");
        assertThat(relations()).isEqualTo("0");
    }

    private String relations() {
        return database.jdbc()
                .sql("select case when to_regnamespace('image_clustering') is null then 'no schema' else"
                        + " (select count(*)::text from pg_class where relnamespace = to_regnamespace('image_clustering'))"
                        + " end")
                .query(String.class)
                .single();
    }

    @Test
    void clearsAStuckLock() {
        database.moveToHead();
        execute("update databasechangeloglock set locked = true, lockedby = 'dead', lockgranted = now()");

        Verb repair = Verb.run(database, "repair");

        assertThat(repair.exitCode()).isZero();
        assertThat(repair.output()).contains("The lock of a migration that did not end: cleared");
        assertThat(Verb.run(database, "repair").output()).contains("Nothing to repair");
    }

    @Test
    void leavesTheLockOfAMigrationThatRuns() throws Exception {
        database.moveTo(1);
        try (MigrationSession _ = MigrationSession.open(database.scratch().dataSource(), Duration.ZERO)) {
            Verb repair = Verb.run(database, "repair");

            assertThat(repair.exitCode()).isEqualTo(255);
            assertThat(repair.error()).contains("held by image-clustering migration");
        }
    }

    @Test
    void buildsAnInvalidIndexOfAnAppliedRevisionAgain() {
        database.moveToHead();
        List<String> schema = database.schema();
        invalidate(INDEX);

        Verb repair = Verb.run(database, "repair");

        assertThat(repair.exitCode()).isZero();
        assertThat(repair.output()).contains(INDEX + ": built again");
        assertThat(database.schema()).isEqualTo(schema);
    }

    @Test
    void dropsAnInvalidIndexThatNoAppliedRevisionMade() {
        database.moveTo(18);
        List<String> schema = database.schema();
        execute("create index %s on image_batch_association (image_id)".formatted(INDEX));
        invalidate(INDEX);

        Verb repair = Verb.run(database, "repair");

        assertThat(repair.exitCode()).isZero();
        assertThat(repair.output()).contains(INDEX + " belongs to no applied revision: dropped");
        assertThat(database.schema()).isEqualTo(schema);
    }

    @Test
    void acceptsAChangedTextOnlyWhenItIsTold() {
        database.moveTo(2);
        execute("update databasechangelog set md5sum = '9:00000000000000000000000000000000' where orderexecuted = 1");

        Verb repair = Verb.run(database, "repair");

        assertThat(repair.exitCode()).isEqualTo(1);
        assertThat(repair.output())
                .contains("Revision bb0ac39a2a27 (Add ImageBatch table) changed after it was applied")
                .contains("--accept-checksums");
        assertThat(Verb.run(database, "repair", "--accept-checksums").exitCode())
                .isZero();
        database.moveToHead();
        assertThat(database.applied()).isEqualTo(RevisionFiles.ids());
    }

    @Test
    void leavesAHistoryOutOfOrder() {
        database.moveTo(3);
        execute("delete from databasechangelog where orderexecuted = 2");

        Verb repair = Verb.run(database, "repair");

        assertThat(repair.exitCode()).isEqualTo(1);
        assertThat(repair.output())
                .contains("The history is out of order: c69c13026fe2 (Add missing columns to images table) was applied"
                        + " before ba650b8c5046 (Create association table and migrate), which it builds on");
    }

    @Test
    void explainsItselfWithAnExample() {
        assertThat(Verb.run(database, "repair", "--help").output())
                .contains("Example:")
                .contains("migrate repair --accept-checksums");
    }

    private void invalidate(String index) {
        execute("update pg_index set indisvalid = false where indexrelid = to_regclass('%s')".formatted(index));
    }

    private void execute(String sql) {
        database.jdbc().sql(sql).update();
    }
}
