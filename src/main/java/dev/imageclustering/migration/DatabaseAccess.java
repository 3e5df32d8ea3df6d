package dev.imageclustering.migration;

import javax.sql.DataSource;

/** Where the commands find the database, which may have to be started for them. */
public interface DatabaseAccess extends AutoCloseable {

    /** Returns the database that the settings name, over new connections that no pool keeps. */
    DataSource unpooled();

    /** Returns what the database is, for a person; never with a password. */
    String description();

    /** Returns how the server's settings have a migration wait. */
    MigrationProperties settings();

    @Override
    void close();
}
