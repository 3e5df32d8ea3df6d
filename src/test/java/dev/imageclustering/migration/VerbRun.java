package dev.imageclustering.migration;

import java.io.PrintWriter;
import java.io.StringWriter;
import javax.sql.DataSource;

/**
 * One run of a verb on a scratch database.
 *
 * @param code with which it ended
 * @param out what it printed
 * @param err what it complained of
 */
record VerbRun(int code, String out, String err) {

    static VerbRun of(ScratchDatabase database, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = MigrateCommand.execute(
                args, () -> new Scratch(database), new PrintWriter(out, true), new PrintWriter(err, true));
        return new VerbRun(code, out.toString(), err.toString());
    }

    /** A run of a verb that must not ask for a database. */
    static VerbRun withoutDatabase(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = MigrateCommand.execute(
                args,
                () -> {
                    throw new AssertionError("The verb asked for a database");
                },
                new PrintWriter(out, true),
                new PrintWriter(err, true));
        return new VerbRun(code, out.toString(), err.toString());
    }

    private record Scratch(ScratchDatabase database) implements DatabaseAccess {

        @Override
        public DataSource unpooled() {
            return database.dataSource();
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
    }
}
