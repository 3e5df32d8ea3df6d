package dev.imageclustering;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import dev.imageclustering.migration.MigrateCommand;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.LoggerFactory;

/** The command {@code migrate} on the process's streams: answers on the one, all else that is said on the other. */
final class MigrateCommandLine {

    /** {@code --spring.datasource.url=...}: a setting of the server; no option of the verbs has a dot in its name. */
    private static final Predicate<String> SETTING = argument -> argument.matches("--[^=]*\\..*");

    private MigrateCommandLine() {}

    /**
     * Runs one verb.
     *
     * @param args the verb and its options, with settings of the server among them
     * @return the exit code
     */
    static int execute(String[] args) {
        logToTheErrorStream();
        List<String> settings = Arrays.stream(args).filter(SETTING).toList();
        String[] verb = Arrays.stream(args).filter(SETTING.negate()).toArray(String[]::new);
        return MigrateCommand.execute(
                verb, () -> MigrationDatabase.open(settings), writer(System.out), writer(System.err));
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, stream.charset());
    }

    /** What the server's log would say, in its words and without the rest of its lines. */
    private static void logToTheErrorStream() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%msg%n%nopex");
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(appender);
        root.setLevel(Level.ERROR);
        context.getLogger(MigrateCommand.class.getPackageName()).setLevel(Level.INFO);
    }
}
