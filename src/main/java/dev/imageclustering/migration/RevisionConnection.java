package dev.imageclustering.migration;

import java.sql.Connection;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.DatabaseException;
import org.jspecify.annotations.Nullable;

/**
 * Makes one transaction of a revision and of its row in the history, between which Liquibase commits: a process that
 * dies leaves both or none.
 */
final class RevisionConnection extends JdbcConnection {

    private boolean held;
    private @Nullable Runnable afterCommit;

    RevisionConnection(Connection connection) {
        super(connection);
    }

    /** Ignores commits from now on. */
    void hold() {
        held = true;
    }

    /** Lets the next commit through, and says so when it is done. */
    void release(Runnable afterCommit) {
        this.held = false;
        this.afterCommit = afterCommit;
    }

    /** Lets commits through again; what was done under the hold is rolled back. */
    void abandon() throws DatabaseException {
        held = false;
        rollback();
    }

    @Override
    public void commit() throws DatabaseException {
        if (held) {
            return;
        }
        super.commit();
        if (afterCommit != null) {
            Runnable once = afterCommit;
            afterCommit = null;
            once.run();
        }
    }
}
