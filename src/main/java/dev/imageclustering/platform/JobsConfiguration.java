package dev.imageclustering.platform;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.Task;
import dev.imageclustering.shared.CpuPool;
import dev.imageclustering.shared.SchemaReady;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/** Background jobs: every {@link Task} bean is run, by whichever process is free, from a table of the database. */
@Configuration(proxyBeanMethods = false)
class JobsConfiguration {

    private static final int MISSED_HEARTBEATS = 6;
    private static final double FETCH_BELOW = 1.0;
    private static final double FETCH_UP_TO = 4.0;
    /** Named, so that nothing has to ask a database for it, which may not be there yet. */
    private static final JdbcCustomization POSTGRESQL = new PostgreSqlJdbcCustomization(false, false);

    /** The client takes part in the transaction around it: a job is stored with the row that it is for. */
    @Bean
    SchedulerClient schedulerClient(DataSource dataSource) {
        return SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(dataSource))
                .jdbcCustomization(POSTGRESQL)
                .build();
    }

    @Bean
    JobRunner jobRunner(DataSource dataSource, ObjectProvider<Task<?>> tasks, CpuPool cpu, JobProperties properties) {
        List<Task<?>> known = tasks.orderedStream().toList();
        return new JobRunner(
                Scheduler.create(dataSource, known)
                        .jdbcCustomization(POSTGRESQL)
                        .threads(cpu.threads() + 1)
                        .pollUsingLockAndFetch(FETCH_BELOW, FETCH_UP_TO)
                        .pollingInterval(properties.pollingInterval())
                        .heartbeatInterval(properties.heartbeat())
                        .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                        .shutdownMaxWait(properties.shutdownWait())
                        .build(),
                properties.enabled());
    }

    /**
     * When jobs run.
     *
     * @param enabled whether this process runs jobs at all
     * @param pollingInterval how often an idle process looks for jobs
     * @param heartbeat how often a process says that its jobs are alive; after six missed ones another takes them
     * @param shutdownWait how long a stopping process waits for its running jobs
     */
    @ConfigurationProperties("image-clustering.jobs")
    record JobProperties(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("500ms") Duration pollingInterval,
            @DefaultValue("5s") Duration heartbeat,
            @DefaultValue("20s") Duration shutdownWait) {}

    /** Runs the scheduler from the moment that its table is there while the application runs. */
    static final class JobRunner implements SmartLifecycle {

        private final Scheduler scheduler;
        private final boolean enabled;
        private volatile boolean running;
        private boolean working;

        JobRunner(Scheduler scheduler, boolean enabled) {
            this.scheduler = scheduler;
            this.enabled = enabled;
        }

        @Override
        public void start() {
            running = true;
        }

        @EventListener(SchemaReady.class)
        synchronized void work() {
            if (enabled && running) {
                scheduler.start();
                working = true;
            }
        }

        @Override
        public synchronized void stop() {
            if (working) {
                scheduler.stop();
            }
            working = false;
            running = false;
        }

        @Override
        public boolean isRunning() {
            return running;
        }
    }
}
