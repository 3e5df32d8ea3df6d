package dev.imageclustering.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imageclustering.shared.BatchId;
import dev.imageclustering.support.ServiceTest;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServiceTest
class RunLocksIntegrationTests {

    private static final BatchId ONE = new BatchId(1_000_001);
    private static final BatchId OTHER = new BatchId(1_000_002);

    @Autowired
    private DataSource dataSource;

    @Autowired
    private JdbcClient jdbc;

    private RunLocks here;
    private RunLocks elsewhere;

    @BeforeEach
    void start() {
        here = new RunLocks(dataSource);
        elsewhere = new RunLocks(dataSource);
    }

    @Test
    void givesABatchToOneRunOfAllProcesses() {
        try (RunLocks.RunLock _ = here.tryLock(ONE).orElseThrow()) {
            assertThat(here.tryLock(ONE)).isEmpty();
            assertThat(elsewhere.tryLock(ONE)).isEmpty();
            elsewhere.tryLock(OTHER).orElseThrow().close();
        }

        elsewhere.tryLock(ONE).orElseThrow().close();
    }

    @Test
    void keepsOneConnectionHoweverManyBatchesAreLocked() {
        List<RunLocks.RunLock> locks = new ArrayList<>();
        for (int batch = 0; batch < 50; batch++) {
            locks.add(here.tryLock(new BatchId(1_000_100 + batch)).orElseThrow());
        }

        assertThat(sessions()).isEqualTo(1);
        locks.forEach(RunLocks.RunLock::close);
        assertThat(sessions()).isZero();
    }

    @Test
    void keepsTheOtherLocksWhenOneIsGivenBack() {
        try (RunLocks.RunLock _ = here.tryLock(ONE).orElseThrow()) {
            here.tryLock(OTHER).orElseThrow().close();

            assertThat(elsewhere.tryLock(ONE)).isEmpty();
        }
    }

    @Test
    void locksAgainAfterItsSessionHasEnded() {
        RunLocks.RunLock lost = here.tryLock(ONE).orElseThrow();
        jdbc.sql("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and classid = :space")
                .param("space", 0x72756e73)
                .query(Boolean.class)
                .list();

        try (RunLocks.RunLock _ = here.tryLock(OTHER).orElseThrow()) {
            lost.close();

            assertThat(elsewhere.tryLock(OTHER)).isEmpty();
        }
        assertThat(sessions()).isZero();
        here.tryLock(ONE).orElseThrow().close();
    }

    @Test
    void givesALockBackWhoseSessionHasEnded() {
        RunLocks.RunLock lost = here.tryLock(ONE).orElseThrow();
        jdbc.sql("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and classid = :space")
                .param("space", 0x72756e73)
                .query(Boolean.class)
                .list();

        lost.close();

        elsewhere.tryLock(ONE).orElseThrow().close();
    }

    private int sessions() {
        return jdbc.sql("select count(distinct pid) from pg_locks where locktype = 'advisory' and classid = :space")
                .param("space", 0x72756e73)
                .query(Integer.class)
                .single();
    }
}
