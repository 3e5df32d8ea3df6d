package dev.imageclustering.migration;

import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Refuses readiness while the schema is not the one of this program. A schema that goes ahead of a program that already
 * serves, as in a rolling deployment, is only told: its revisions have to suit the program before them.
 */
final class MigrationsHealth extends AbstractHealthIndicator {

    private final DataSource dataSource;
    private final SchemaGate gate;

    MigrationsHealth(DataSource dataSource, SchemaGate gate) {
        super("The history of the schema cannot be read");
        this.dataSource = dataSource;
        this.gate = gate;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) throws Exception {
        HistoryState state = HistoryState.read(dataSource);
        Optional<String> problem = state.problem();
        boolean refuse = problem.isPresent() && !(gate.isOpen() && state.isAhead());
        if (refuse) {
            health.outOfService();
        } else {
            health.up();
        }
        health.withDetail("current", String.valueOf(state.currentId()));
        health.withDetail("head", state.chain().head().id());
        problem.ifPresent(text -> health.withDetail("problem", text));
    }
}
