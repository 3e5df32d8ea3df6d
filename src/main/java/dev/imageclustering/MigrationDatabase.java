package dev.imageclustering;

import dev.imageclustering.migration.DatabaseAccess;
import dev.imageclustering.migration.DatabaseUnavailable;
import dev.imageclustering.migration.MigrationProperties;
import dev.imageclustering.platform.embedded.EmbeddedDatabase;
import dev.imageclustering.platform.embedded.EmbeddedDatabaseFailure;
import dev.imageclustering.platform.embedded.EmbeddedDatabaseProperties;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.context.properties.bind.Binder;

/** The server's database for a command, by the server's settings, without an application context. */
record MigrationDatabase(DataSource unpooled, String description, Supplier<Binder> binder, Runnable closing)
        implements DatabaseAccess {

    private static final int CONNECT_SECONDS = 10;

    /**
     * Finds the database that the settings name. Where they name none it is the embedded one: the running server's, or
     * one that is started and stops when this is closed.
     */
    static MigrationDatabase open(CommandSettings settings) {
        return settings.first("spring.liquibase.url", "spring.datasource.url")
                .map(url -> named(settings, url))
                .orElseGet(() -> embedded(settings));
    }

    private static MigrationDatabase named(CommandSettings settings, String url) {
        boolean own = settings.first("spring.liquibase.user").isPresent();
        Optional<String> user = settings.first(own ? "spring.liquibase.user" : "spring.datasource.username");
        Optional<String> password = settings.first(own ? "spring.liquibase.password" : "spring.datasource.password");
        DataSource source = source(url, user.orElse(null), password.orElse(null));
        return new MigrationDatabase(source, withoutSecrets(url), settings::binder, () -> {});
    }

    private static MigrationDatabase embedded(CommandSettings settings) {
        try {
            EmbeddedDatabaseProperties properties = settings.binder()
                    .bindOrCreate("image-clustering.embedded-database", EmbeddedDatabaseProperties.class);
            EmbeddedDatabase database = EmbeddedDatabase.startOrJoin(properties);
            return new MigrationDatabase(
                    source(database.jdbcUrl(), database.username(), database.password()),
                    "%s (embedded, data in %s)".formatted(database.jdbcUrl(), properties.directory()),
                    settings::binder,
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

    /** A URL may carry a password among its parameters, or in front of the host. */
    private static String withoutSecrets(String url) {
        return url.replaceFirst("\\?.*", "").replaceFirst("//[^/]*@", "//");
    }

    @Override
    public MigrationProperties settings() {
        return binder.get().bindOrCreate("image-clustering.migration", MigrationProperties.class);
    }

    @Override
    public void close() {
        closing.run();
    }
}
