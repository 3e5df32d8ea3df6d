package dev.imageclustering.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several processes, as an orchestrator starts them, and one that is killed, as the kernel does it. */
@Timeout(300)
class MigratingProcessesTests {

    private static final int STARTS = 20;
    private static final int KILLS = 50;
    private static final SchemaSnapshot HEAD =
            ExpectedSchemas.at(RevisionFiles.ids().getLast());

    @TempDir
    private Path folder;

    /** The processes are the same in all rounds: once they are warm their ways through the migration collide best. */
    @Test
    void applyEachRevisionOnceWhenThreeStartTogetherOnAnEmptyDatabase() throws Exception {
        List<MigratingProcess> processes = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                processes.add(start());
            }
            for (MigratingProcess process : processes) {
                process.awaitReady();
            }
            for (int round = 0; round < STARTS; round++) {
                migrateTogether(processes);
            }
        } finally {
            for (MigratingProcess process : processes) {
                process.close();
            }
        }
    }

    private static void migrateTogether(List<MigratingProcess> processes) throws Exception {
        try (MigratedDatabase database = new MigratedDatabase()) {
            processes.forEach(process -> process.migrate(database.scratch().url()));
            for (MigratingProcess process : processes) {
                assertThat(process.answer()).isEqualTo("done");
            }
            assertSound(database);
        }
    }

    @Test
    void leaveNothingThatStopsTheNextStartWhenTheyAreKilled() throws Exception {
        long whole = measure();
        Random instants = new Random(20_261_125);
        int halfWay = 0;
        MigratingProcess next = start();
        try {
            for (int round = 0; round < KILLS; round++) {
                MigratingProcess victim = next;
                victim.awaitReady();
                next = start();
                try (MigratedDatabase database = new MigratedDatabase()) {
                    victim.migrate(database.scratch().url());
                    awaitInstant(database, instants, whole);
                    victim.kill();
                    int applied = database.applied().size();
                    halfWay += applied > 0 && applied < RevisionFiles.ids().size() ? 1 : 0;

                    database.moveToHead();

                    assertSound(database);
                }
            }
        } finally {
            next.close();
        }
        assertThat(halfWay).as("kills in the middle of the revisions").isGreaterThan(KILLS / 5);
    }

    /** Most of the time passes before the first revision, so four of five instants are of the revisions. */
    private static void awaitInstant(MigratedDatabase database, Random instants, long whole) {
        if (instants.nextInt(5) == 0) {
            LockSupport.parkNanos(instants.nextLong(whole));
            return;
        }
        int revisions = instants.nextInt(1, RevisionFiles.ids().size());
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofNanos(500_000))
                .atMost(Duration.ofSeconds(60))
                .until(() -> database.applied().size() >= revisions);
        LockSupport.parkNanos(instants.nextLong(10_000_000));
    }

    /** Returns how long the first migration of a process takes, in ns. */
    private long measure() throws Exception {
        try (MigratingProcess process = start();
                MigratedDatabase database = new MigratedDatabase()) {
            process.awaitReady();
            long started = System.nanoTime();
            process.migrate(database.scratch().url());
            assertThat(process.answer()).isEqualTo("done");
            return System.nanoTime() - started;
        }
    }

    private static void assertSound(MigratedDatabase database) throws SQLException {
        assertThat(database.applied()).isEqualTo(RevisionFiles.ids());
        assertThat(database.jdbc()
                        .sql("select count(*) from databasechangeloglock where locked")
                        .query(Integer.class)
                        .single())
                .isZero();
        try (Connection connection = database.scratch().dataSource().getConnection()) {
            assertThat(SchemaSnapshot.read(connection)).isEqualTo(HEAD);
        }
    }

    private MigratingProcess start() throws IOException {
        return MigratingProcess.start(folder.resolve("migrating.log"));
    }
}
