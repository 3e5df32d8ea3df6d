package dev.imageclustering.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;

/**
 * Finds where the entities and the schema differ: what Hibernate would create is created beside it, compared, and taken
 * back.
 */
final class EntityDifference {

    /** Where the entities of the service are. */
    static final String ENTITIES = "dev.imageclustering";

    private static final String SCRATCH = "image_clustering_entities";

    private final List<String> script;

    /** The difference to the entities in these packages and below them. */
    EntityDifference(String... packages) {
        this.script = EntityScript.statements(packages);
    }

    /**
     * Returns the differences, in an order in which they can be applied.
     *
     * @param connection in a transaction, which is as it was afterwards; its search path is the schema
     */
    List<EntityChange> read(Connection connection) throws SQLException {
        MappedSchema wanted = wanted(connection);
        MappedSchema present = MappedSchema.read(connection, Migrator.SCHEMA);
        return new EntityChanges(wanted, present, new PresentDefinitions(connection)).all();
    }

    private MappedSchema wanted(Connection connection) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try (Statement statement = connection.createStatement()) {
            statement.execute("create schema " + SCRATCH);
            statement.execute("set local search_path to " + SCRATCH);
            for (String command : script) {
                statement.execute(command);
            }
            return MappedSchema.read(connection, SCRATCH);
        } finally {
            connection.rollback(before);
        }
    }
}
