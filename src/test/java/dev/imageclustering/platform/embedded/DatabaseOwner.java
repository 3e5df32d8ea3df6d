package dev.imageclustering.platform.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A process that commits a row to an embedded database and holds it until its standard input ends or it is killed. */
final class DatabaseOwner {

    static final String READY = "ready";

    private DatabaseOwner() {}

    public static void main(String[] args) throws SQLException, IOException {
        var properties = new EmbeddedDatabaseProperties(Path.of(args[0]), 0, Path.of(args[1]));
        try (EmbeddedDatabase database = EmbeddedDatabase.start(properties)) {
            try (Connection connection =
                            DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
                    Statement statement = connection.createStatement()) {
                statement.execute("create table if not exists notes (note text)");
                statement.execute("delete from notes");
                statement.execute("insert into notes values ('committed')");
            }
            System.out.println(READY);
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
