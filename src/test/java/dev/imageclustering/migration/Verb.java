package dev.imageclustering.migration;

import java.io.PrintWriter;
import java.io.StringWriter;
import javax.sql.DataSource;

/** What a verb of {@code migrate} answered. */
record Verb(int exitCode, String output, String error) {

    static Verb run(MigratedDatabase database, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = MigrateCommand.execute(
                arguments, () -> access(database), new PrintWriter(out, true), new PrintWriter(err, true));
        return new Verb(exitCode, out.toString(), err.toString());
    }

    private static DatabaseAccess access(MigratedDatabase database) {
        return new DatabaseAccess() {
            @Override
            public DataSource unpooled() {
                return database.scratch().dataSource();
            }

            @Override
            public String description() {
                return "a scratch database";
            }

            @Override
            public MigrationProperties settings() {
                return ScratchDatabase.SETTINGS;
            }

            @Override
            public void close() {}
        };
    }
}
