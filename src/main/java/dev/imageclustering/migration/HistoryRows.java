package dev.imageclustering.migration;

import java.util.List;
import liquibase.ChecksumVersion;
import liquibase.changelog.ChangeSet;
import liquibase.util.LiquibaseUtil;

/** The statements that write the history as Liquibase would. */
final class HistoryRows {

    static final String TABLE = Migrator.SCHEMA + ".databasechangelog";

    /** Makes the schema and the table of the history where they are missing. */
    static final List<String> CREATION = List.of("""
            DO $schema$ BEGIN
                IF to_regnamespace('%1$s') IS NULL THEN
                    CREATE SCHEMA %1$s;
                END IF;
            END $schema$""".formatted(Migrator.SCHEMA), """
            CREATE TABLE IF NOT EXISTS %s (
                id varchar(255) NOT NULL,
                author varchar(255) NOT NULL,
                filename varchar(255) NOT NULL,
                dateexecuted timestamp NOT NULL,
                orderexecuted integer NOT NULL,
                exectype varchar(10) NOT NULL,
                md5sum varchar(35),
                description varchar(255),
                comments varchar(255),
                tag varchar(255),
                liquibase varchar(20),
                contexts varchar(255),
                labels varchar(255),
                deployment_id varchar(10)
            )""".formatted(TABLE));

    private HistoryRows() {}

    /** Returns the statement that says that a revision was applied as the one of that number, now. */
    static String insertion(ChangeSet revision, int number) {
        return """
                INSERT INTO %s (id, author, filename, dateexecuted, orderexecuted, exectype, md5sum, description, comments, liquibase)
                VALUES (%s, %s, %s, localtimestamp, %d, 'EXECUTED', %s, %s, %s, %s)""".formatted(
                        TABLE,
                        literal(revision.getId()),
                        literal(revision.getAuthor()),
                        literal(revision.getFilePath()),
                        number,
                        literal(checksum(revision)),
                        literal(revision.getDescription()),
                        literal(revision.getComments()),
                        literal(LiquibaseUtil.getBuildVersion()));
    }

    /** Returns the statement that says that a revision is not applied. */
    static String deletion(String revision) {
        return "DELETE FROM %s WHERE id = %s".formatted(TABLE, literal(revision));
    }

    /** Returns the statement that gives a revision its number in the history. */
    static String renumbering(String revision, int number) {
        return "UPDATE %s SET orderexecuted = %d WHERE id = %s".formatted(TABLE, number, literal(revision));
    }

    private static String checksum(ChangeSet revision) {
        return revision.generateCheckSum(ChecksumVersion.latest()).toString();
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
