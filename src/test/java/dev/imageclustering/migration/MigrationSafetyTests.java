package dev.imageclustering.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import liquibase.analytics.configuration.AnalyticsArgs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Several processes at once, processes that died, and revisions that fail. */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(120)
class MigrationSafetyTests {

    private static final String ADDS_A_COLUMN = "487c42b05f95";
    private static final String BUILDS_AN_INDEX = "bd1f4d10bcee";

    private final MigratedDatabase database = new MigratedDatabase();
    private final ExecutorService starts = Executors.newFixedThreadPool(3);

    @AfterEach
    void drop() {
        starts.shutdownNow();
        database.close();
    }

    @RepeatedTest(5)
    void appliesEachRevisionOnceWhenThreeStartTogether() throws Exception {
        CyclicBarrier together = new CyclicBarrier(3);
        List<Future<?>> started = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Migrator migrator = database.scratch().migrator();
            started.add(starts.submit(() -> {
                together.await();
                migrator.upgrade();
                return null;
            }));
        }
        for (Future<?> start : started) {
            start.get();
        }

        assertThat(database.applied()).isEqualTo(RevisionFiles.ids());
    }

    @Test
    void saysWhoHoldsTheLockWhenItGivesUp() throws SQLException {
        try (MigrationSession holder = open()) {
            Migrator impatient = new Migrator(database.scratch().dataSource(), Duration.ZERO);

            assertThatExceptionOfType(MigrationFailed.class)
                    .isThrownBy(impatient::upgrade)
                    .withMessageMatching("Waited 0 s for the migration lock of the database, held by"
                            + " image-clustering migration \\(process %d on .+\\) \\(pid \\d+, from [0-9.:a-f]+\\),"
                                    .formatted(ProcessHandle.current().pid())
                            + " connected since .+");
            assertThat(holder.connection().isValid(1)).isTrue();
        }
    }

    @Test
    void waitsUntilTheLockIsFree(CapturedOutput output) throws Exception {
        Future<?> waiting;
        try (MigrationSession holder = open()) {
            waiting = startAndAwaitTheWait(output);
            assertThat(holder.connection().isValid(1)).isTrue();
            assertThat(waiting.isDone()).isFalse();
        }

        waiting.get();
        assertThat(database.applied()).isEqualTo(RevisionFiles.ids());
    }

    @Test
    void doesNotStopTheOneThatItWaitsForFromBuildingAnIndex(CapturedOutput output) throws Exception {
        Future<?> waiting;
        try (MigrationSession holder = open();
                Statement statement = holder.connection().createStatement()) {
            waiting = startAndAwaitTheWait(output);
            statement.execute("create table public.indexed (id integer)");
            statement.execute("set statement_timeout = '20s'");
            statement.execute("create index concurrently on public.indexed (id)");
        }

        waiting.get();
        assertThat(database.applied()).isEqualTo(RevisionFiles.ids());
    }

    @Test
    void takesTheLockOfAConnectionThatWasCut() throws SQLException {
        try (MigrationSession dead = open()) {
            jdbc().sql("select pg_terminate_backend(pid) from pg_stat_activity"
                            + " where application_name like 'image-clustering migration%'"
                            + " and datname = current_database()")
                    .query(Boolean.class)
                    .list();

            database.moveToHead();

            assertThat(dead.connection().isValid(1)).isFalse();
        }
        assertThat(database.applied()).isEqualTo(RevisionFiles.ids());
    }

    @Test
    void clearsTheTableLockOfAProcessThatDied() {
        database.moveTo(1);
        jdbc().sql("update databasechangeloglock set locked = true, lockedby = 'dead', lockgranted = now()")
                .update();

        database.moveToHead();

        assertThat(database.applied()).isEqualTo(RevisionFiles.ids());
    }

    @Test
    void keepsNothingOfARevisionWhoseHistoryRowIsNotWritten() {
        database.moveBefore(ADDS_A_COLUMN);
        List<String> schema = database.schema();
        refuse("insert");

        assertThatExceptionOfType(MigrationFailed.class)
                .isThrownBy(database::moveToHead)
                .withMessage("Revision 487c42b05f95 (Add metadata) failed and nothing of it was kept:"
                        + " ERROR: no history today Where: PL/pgSQL function no_history() line 2 at RAISE");

        assertThat(tablesOf(database.schema())).isEqualTo(tablesOf(schema));
        allow();
        database.moveToHead();
        assertThat(database.applied()).isEqualTo(RevisionFiles.ids());
    }

    @Test
    void takesNothingBackOfARevisionWhoseHistoryRowStays() {
        database.moveTo(ADDS_A_COLUMN);
        List<String> schema = database.schema();
        refuse("delete");

        assertThatExceptionOfType(MigrationFailed.class).isThrownBy(() -> database.moveBefore(ADDS_A_COLUMN));

        assertThat(tablesOf(database.schema())).isEqualTo(tablesOf(schema));
        assertThat(database.applied()).endsWith(ADDS_A_COLUMN);
    }

    @Test
    void goesOnAfterARevisionThatFailed() {
        database.moveBefore(ADDS_A_COLUMN);
        jdbc().sql("alter table images add column rating text").update();

        assertThatExceptionOfType(MigrationFailed.class)
                .isThrownBy(database::moveToHead)
                .withMessage("Revision 487c42b05f95 (Add metadata) failed and nothing of it was kept:"
                        + " ERROR: column \"rating\" of relation \"images\" already exists");

        jdbc().sql("alter table images drop column rating").update();
        database.moveToHead();
        assertThat(database.applied()).isEqualTo(RevisionFiles.ids());
    }

    @Test
    void buildsAnIndexAgainThatWasLeftUnfinished() {
        database.moveBefore(BUILDS_AN_INDEX);
        jdbc().sql("create index image_batch_association_image_id_idx on image_batch_association (image_id)")
                .update();
        jdbc().sql("update pg_index set indisvalid = false"
                        + " where indexrelid = to_regclass('image_batch_association_image_id_idx')")
                .update();

        database.moveToHead();

        assertThat(database.schema()).noneMatch(line -> line.endsWith("INVALID"));
    }

    @Test
    void refusesARevisionThatChangedAfterItWasApplied() {
        database.moveTo(2);
        jdbc().sql("update databasechangelog set md5sum = '9:00000000000000000000000000000000' where orderexecuted = 1")
                .update();

        assertThatExceptionOfType(MigrationFailed.class)
                .isThrownBy(database::moveToHead)
                .withMessageContaining("bb0ac39a2a27")
                .withMessageNotContaining("\n");
        assertThat(database.applied()).hasSize(2);
    }

    @Test
    void needsNoRightToCreateASchemaThatIsThere() {
        jdbc().sql("create schema image_clustering").update();
        jdbc().sql("do $$ begin create role owner_of_tables login; exception when duplicate_object then null; end $$")
                .update();
        jdbc().sql("alter schema image_clustering owner to owner_of_tables").update();

        new Migrator(database.scratch().dataSource("owner_of_tables"), Duration.ZERO).upgrade();

        assertThat(database.applied()).isEqualTo(RevisionFiles.ids());
    }

    @Test
    void writesNothingOutsideItsSchema() {
        database.moveToHead();

        assertThat(jdbc().sql("select relname from pg_class where relnamespace = 'public'::regnamespace")
                        .query(String.class)
                        .list())
                .isEmpty();
        assertThat(jdbc().sql("select count(*) from image_clustering.databasechangelog")
                        .query(Integer.class)
                        .single())
                .isEqualTo(RevisionFiles.all().size());
    }

    @Test
    void logsOneLineForEachRevisionAndNothingElse(CapturedOutput output) {
        database.moveToHead();

        assertThat(
                        output.getOut()
                                .lines()
                                .filter(line -> line.contains("INFO") || line.contains("WARN"))
                                // Whoever is the first to need a database server starts it.
                                .filter(
                                        line -> !line.matches(
                                                ".* (org\\.testcontainers|tc|io\\.zonky|dev\\.imageclustering\\.platform\\.embedded)\\..*")))
                .hasSize(RevisionFiles.all().size() + 1)
                .first()
                .asString()
                .contains("Created the schema image_clustering");
        assertThat(output).containsPattern("Applied revision f20a4b6a74f4 \\(Add image hash\\) in \\d+ ms");
    }

    @Test
    void tellsNobodyThatItWasUsed() {
        database.scratch()
                .migrator()
                .run(liquibase ->
                        assertThat(AnalyticsArgs.ENABLED.getCurrentValue()).isFalse());
    }

    private Future<?> startAndAwaitTheWait(CapturedOutput output) {
        Future<?> waiting = starts.submit(() -> database.scratch().migrator().upgrade());
        await().atMost(20, TimeUnit.SECONDS)
                .until(() -> output.getOut().contains("Waiting for the migration lock") || waiting.isDone());
        return waiting;
    }

    private MigrationSession open() throws SQLException {
        return MigrationSession.open(database.scratch().dataSource(), Duration.ZERO);
    }

    /** Makes the database refuse to write, or to delete, a row of the history. */
    private void refuse(String operation) {
        jdbc().sql("create function no_history() returns trigger language plpgsql"
                        + " as $$ begin\nraise exception 'no history today'; end $$")
                .update();
        jdbc().sql("create trigger no_history before %s on databasechangelog for each row execute function no_history()"
                        .formatted(operation))
                .update();
    }

    private void allow() {
        jdbc().sql("drop function no_history() cascade").update();
    }

    private static List<String> tablesOf(List<String> schema) {
        return schema.stream().filter(line -> !line.startsWith("routine")).toList();
    }

    private JdbcClient jdbc() {
        return database.jdbc();
    }
}
