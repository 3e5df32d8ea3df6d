package dev.imageclustering.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import liquibase.Contexts;
import liquibase.LabelExpression;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Revisions of tables that somebody else uses. */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(60)
class BusyTablesTests {

    private static final String ADDS_A_COLUMN = "487c42b05f95";

    private final MigratedDatabase database = new MigratedDatabase();

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void goesOnWhenTheTablesAreFree(CapturedOutput output) throws Exception {
        database.moveBefore(ADDS_A_COLUMN);
        CompletableFuture<Void> upgrade;
        try (Connection user = useImages()) {
            upgrade = CompletableFuture.runAsync(migrator(Duration.ofMinutes(1))::upgrade);
            await().atMost(Duration.ofSeconds(20)).until(() -> tries(output) > 1 || upgrade.isDone());
            user.rollback();
        }

        upgrade.join();

        assertThat(output)
                .containsPattern(
                        "Revision 487c42b05f95 \\(Add metadata\\) lets others pass and tries again in 500 ms: its"
                                + " tables are in use by a busy reader \\(pid \\d+\\), in a transaction since .+");
        assertThat(database.applied()).isEqualTo(RevisionFiles.ids());
        assertThat(tableLocks()).isZero();
    }

    @Test
    void letsReadersPassBetweenTwoTries(CapturedOutput output) throws Exception {
        database.moveBefore(ADDS_A_COLUMN);
        CompletableFuture<Void> upgrade;
        try (Connection user = useImages()) {
            upgrade = CompletableFuture.runAsync(migrator(Duration.ofMinutes(1))::upgrade);
            await().atMost(Duration.ofSeconds(20)).until(() -> tries(output) > 0 || upgrade.isDone());

            try (Connection reader = database.scratch().dataSource().getConnection();
                    Statement read = reader.createStatement()) {
                read.execute("set statement_timeout = '2s'");
                assertThat(read.execute("select count(*) from image_clustering.images"))
                        .isTrue();
            }
            user.rollback();
        }
        upgrade.join();
    }

    @Test
    void givesUpWhenTheTablesAreNeverFree() throws Exception {
        database.moveBefore(ADDS_A_COLUMN);

        try (Connection _ = useImages()) {
            assertThatExceptionOfType(MigrationFailed.class)
                    .isThrownBy(migrator(Duration.ofSeconds(1))::upgrade)
                    .withMessageMatching(
                            "Revision 487c42b05f95 \\(Add metadata\\) was given up after \\d s, and nothing of it"
                                    + " was kept: its tables are in use by a busy reader \\(pid \\d+\\), in a transaction since .+");
        }

        assertThat(database.applied()).hasSize(5);
        database.moveToHead();
        assertThat(database.applied()).isEqualTo(RevisionFiles.ids());
    }

    @Test
    void appliesNoMoreRevisionsThanItWasAskedForAfterAnotherTry(CapturedOutput output) throws Exception {
        database.moveTo(4);
        CompletableFuture<Void> upgrade;
        try (Connection user = useImages()) {
            upgrade = CompletableFuture.runAsync(() -> migrator(Duration.ofMinutes(1))
                    .run(liquibase -> liquibase.update(2, new Contexts(), new LabelExpression())));
            await().atMost(Duration.ofSeconds(20)).until(() -> tries(output) > 0 || upgrade.isDone());
            user.rollback();
        }
        upgrade.join();

        assertThat(database.applied()).hasSize(6);
    }

    @Test
    void revertsNoMoreRevisionsThanItWasAskedForAfterAnotherTry(CapturedOutput output) throws Exception {
        database.moveTo(9);
        CompletableFuture<Void> downgrade;
        try (Connection user = useImages()) {
            downgrade = CompletableFuture.runAsync(() -> migrator(Duration.ofMinutes(1))
                    .run(liquibase -> liquibase.rollback(3, new Contexts(), new LabelExpression())));
            await().atMost(Duration.ofSeconds(20)).until(() -> tries(output) > 0 || downgrade.isDone());
            user.rollback();
        }
        downgrade.join();

        assertThat(database.applied()).hasSize(6);
    }

    @Test
    void waitsForOpenTransactionsWhenItBuildsAnIndex() throws Exception {
        database.moveTo(18);
        CompletableFuture<Void> upgrade;
        try (Connection user = useImages();
                Statement writing = user.createStatement()) {
            writing.execute("update image_clustering.image_batch_association set quality_rank = 1");
            upgrade = CompletableFuture.runAsync(migrator(Duration.ofMinutes(1))::upgrade);
            await().atMost(Duration.ofSeconds(20)).until(() -> waitsForIndex() || upgrade.isDone());
            user.rollback();
        }
        upgrade.join();

        assertThat(database.applied()).isEqualTo(RevisionFiles.ids());
    }

    private boolean waitsForIndex() {
        return database.jdbc()
                .sql("select exists (select from pg_stat_activity where wait_event_type = 'Lock'"
                        + " and query like 'create index concurrently%')")
                .query(Boolean.class)
                .single();
    }

    private Connection useImages() throws SQLException {
        Connection user = database.scratch().dataSource().getConnection();
        user.setAutoCommit(false);
        try (Statement statement = user.createStatement()) {
            statement.execute("set application_name = 'a busy reader'");
            statement.execute("select count(*) from image_clustering.images");
        }
        return user;
    }

    private Migrator migrator(Duration patience) {
        return new Migrator(
                database.scratch().dataSource(), Duration.ZERO, new BusyTables(Duration.ofMillis(200), patience));
    }

    private static long tries(CapturedOutput output) {
        return output.getOut()
                .lines()
                .filter(line -> line.contains("lets others pass"))
                .count();
    }

    private int tableLocks() {
        return database.jdbc()
                .sql("select count(*) from databasechangeloglock where locked")
                .query(Integer.class)
                .single();
    }
}
