package dev.imageclustering.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import liquibase.Contexts;
import liquibase.LabelExpression;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A scratch database that a test moves from revision to revision. */
final class MigratedDatabase implements AutoCloseable {

    private final ScratchDatabase scratch = new ScratchDatabase();
    private final Migrator migrator = scratch.migrator();

    JdbcClient jdbc() {
        return scratch.jdbc();
    }

    ScratchDatabase scratch() {
        return scratch;
    }

    /** Moves to the revision of that number, 0 being none, up or down. */
    void moveTo(int revision) {
        int steps = revision - applied().size();
        if (steps > 0) {
            migrator.run(liquibase -> liquibase.update(steps, new Contexts(), new LabelExpression()));
        } else if (steps < 0) {
            migrator.run(liquibase -> liquibase.rollback(-steps, new Contexts(), new LabelExpression()));
        }
    }

    void moveTo(String revision) {
        moveTo(RevisionFiles.ids().indexOf(revision) + 1);
    }

    void moveBefore(String revision) {
        moveTo(RevisionFiles.ids().indexOf(revision));
    }

    void moveToHead() {
        migrator.upgrade();
    }

    /** Returns the revisions in the history, in the order in which they were applied. */
    List<String> applied() {
        boolean history = jdbc().sql("select to_regclass('image_clustering.databasechangelog') is not null")
                .query(Boolean.class)
                .single();
        return history
                ? jdbc().sql("select id from databasechangelog order by orderexecuted")
                        .query(String.class)
                        .list()
                : List.of();
    }

    List<String> schema() {
        try (Connection connection = scratch.dataSource().getConnection()) {
            return SchemaSnapshot.read(connection).lines();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    SampleRows rows() {
        return new SampleRows(jdbc());
    }

    @Override
    public void close() {
        scratch.close();
    }
}
