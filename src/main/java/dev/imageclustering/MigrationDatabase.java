package dev.imageclustering;

import dev.imageclustering.migration.DatabaseAccess;
import dev.imageclustering.migration.DatabaseUnavailable;
import dev.imageclustering.platform.embedded.EmbeddedDatabase;
import dev.imageclustering.platform.embedded.EmbeddedDatabaseFailure;
import dev.imageclustering.platform.embedded.EmbeddedDatabaseProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.StringUtils;

/** The server's database for a command, by the server's settings, without an application context. */
record MigrationDatabase(DataSource unpooled, String description, Runnable closing) implements DatabaseAccess {

    private static final int CONNECT_SECONDS = 10;
    private static final List<String> FILES = List.of(
            "spring.config.name",
            "spring.config.location",
            "spring.config.additional-location",
            "spring.config.import",
            "spring.profiles.active");

    /**
     * Finds the database that the settings name. Where they name none it is the embedded one: the running server's, or
     * one that is started and stops when this is closed.
     *
     * @param settings as arguments of the command line, {@code --name=value}
     */
    static MigrationDatabase open(List<String> settings) {
        Binder binder = Binder.get(environment(settings));
        String url = first(binder, "spring.liquibase.url", "spring.datasource.url");
        return url == null ? embedded(binder) : named(binder, url);
    }

    private static ConfigurableEnvironment environment(List<String> settings) {
        ConfigurableEnvironment environment = new StandardEnvironment();
        CommandLinePropertySource<?> source = new SimpleCommandLinePropertySource(settings.toArray(String[]::new));
        environment.getPropertySources().addFirst(source);
        if (hasFiles(environment)) {
            ConfigDataEnvironmentPostProcessor.applyTo(environment);
        }
        ConfigurationPropertySources.attach(environment);
        return environment;
    }

    /**
     * Tells whether there are files of settings besides the one in the jar, which names no database. To read that one
     * takes as long as all the rest of a command that only looks.
     */
    private static boolean hasFiles(ConfigurableEnvironment environment) {
        if (FILES.stream().anyMatch(environment::containsProperty)) {
            return true;
        }
        try (Stream<Path> here = Files.list(Path.of(""))) {
            return here.map(Path::toString).anyMatch(name -> name.startsWith("application") || name.equals("config"));
        } catch (IOException unreadable) {
            return true;
        }
    }

    private static MigrationDatabase named(Binder binder, String url) {
        boolean ownUser = first(binder, "spring.liquibase.user") != null;
        String user = first(binder, ownUser ? "spring.liquibase.user" : "spring.datasource.username");
        String password = first(binder, ownUser ? "spring.liquibase.password" : "spring.datasource.password");
        return new MigrationDatabase(source(url, user, password), withoutSecrets(url), () -> {});
    }

    private static MigrationDatabase embedded(Binder binder) {
        try {
            EmbeddedDatabaseProperties properties =
                    binder.bindOrCreate("image-clustering.embedded-database", EmbeddedDatabaseProperties.class);
            EmbeddedDatabase database = EmbeddedDatabase.startOrJoin(properties);
            return new MigrationDatabase(
                    source(database.jdbcUrl(), database.username(), database.password()),
                    "%s (embedded, data in %s)".formatted(database.jdbcUrl(), properties.directory()),
                    database::close);
        } catch (EmbeddedDatabaseFailure failure) {
            throw new DatabaseUnavailable(String.valueOf(failure.getMessage()), failure);
        }
    }

    private static DataSource source(String url, @Nullable String user, @Nullable String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        try {
            source.setUrl(url);
        } catch (IllegalArgumentException unreadable) {
            throw new DatabaseUnavailable(
                    "%s is no database: the URL has to be jdbc:postgresql://HOST:PORT/NAME"
                            .formatted(withoutSecrets(url)),
                    unreadable);
        }
        if (user != null) {
            source.setUser(user);
        }
        if (password != null) {
            source.setPassword(password);
        }
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setApplicationName("image-clustering migrate");
        return source;
    }

    /** An empty value counts as none: that is what an unset variable of a compose file becomes. */
    private static @Nullable String first(Binder binder, String... names) {
        for (String name : names) {
            String value = binder.bind(name, String.class).orElse("");
            if (StringUtils.hasText(value)) {
                return value;
            }
        }
        return null;
    }

    /** A URL may carry a password among its parameters, or in front of the host. */
    private static String withoutSecrets(String url) {
        return url.replaceFirst("\\?.*", "").replaceFirst("//[^/]*@", "//");
    }

    @Override
    public void close() {
        closing.run();
    }
}
