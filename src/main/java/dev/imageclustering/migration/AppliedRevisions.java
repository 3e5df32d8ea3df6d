package dev.imageclustering.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** The history of a database, by plain reads: nothing is created, and an empty database has none. */
final class AppliedRevisions {

    private static final String TABLE = Migrator.SCHEMA + ".databasechangelog";

    private AppliedRevisions() {}

    /** Returns the revisions in the order in which they were applied. */
    static List<AppliedRevision> read(Connection connection) throws SQLException {
        List<AppliedRevision> applied = new ArrayList<>();
        if (!exists(connection)) {
            return applied;
        }
        try (PreparedStatement statement = connection.prepareStatement(
                        "select id, comments, dateexecuted, md5sum from " + TABLE + " order by orderexecuted");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                applied.add(new AppliedRevision(
                        rows.getString(1),
                        rows.getString(2),
                        rows.getObject(3, LocalDateTime.class),
                        rows.getString(4)));
            }
        }
        return applied;
    }

    private static boolean exists(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement("select to_regclass('" + TABLE + "') is not null");
                ResultSet rows = statement.executeQuery()) {
            return rows.next() && rows.getBoolean(1);
        }
    }
}
