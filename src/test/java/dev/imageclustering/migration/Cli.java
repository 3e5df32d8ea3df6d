package dev.imageclustering.migration;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** The command {@code migrate} on a database of a test. */
final class Cli {

    static final int REFUSED = 255;

    private final DataSource database;
    private final List<String> questions = new ArrayList<>();
    private Supplier<Optional<Boolean>> answer = Optional::empty;
    private int opened;
    private MigrationProperties settings = ScratchDatabase.SETTINGS;

    Cli(DataSource database) {
        this.database = database;
    }

    /**
     * What a verb left behind.
     *
     * @param code the exit code
     */
    record Result(int code, String out, String err) {

        List<String> lines() {
            return out.lines().toList();
        }
    }

    /** Puts somebody in front of the command. */
    Cli answering(boolean yes) {
        return answering(() -> yes);
    }

    /** Has something happen while the question is asked. */
    Cli answering(Supplier<Boolean> person) {
        answer = () -> Optional.of(person.get());
        return this;
    }

    /** Sets how long the server's settings have a migration wait for another. */
    Cli waiting(Duration lockWait) {
        settings = new MigrationProperties(true, lockWait, settings.lockTimeout(), settings.busyWait());
        return this;
    }

    List<String> questions() {
        return questions;
    }

    /** Returns how often a verb asked for the database. */
    int opened() {
        return opened;
    }

    Result run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = MigrateCommand.execute(args, this::open, new PrintWriter(out), new PrintWriter(err), question -> {
            questions.add(question);
            return answer.get();
        });
        return new Result(code, out.toString(), err.toString());
    }

    private DatabaseAccess open() {
        opened++;
        return new DatabaseAccess() {
            @Override
            public DataSource unpooled() {
                return database;
            }

            @Override
            public String description() {
                return "the database of the test";
            }

            @Override
            public MigrationProperties settings() {
                return settings;
            }

            @Override
            public void close() {}
        };
    }
}
