package dev.imageclustering.platform.embedded;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the embedded database lives; of no effect where {@code spring.datasource.url} is set.
 *
 * @param directory the folder that holds the database, its password and its log
 * @param port the port on the loopback address; 0 to choose a free one at the first start and to keep it afterwards
 * @param programs the folder into which the server's programs are unpacked; by default a folder inside {@code directory}
 */
@ConfigurationProperties("image-clustering.embedded-database")
public record EmbeddedDatabaseProperties(
        @DefaultValue("data/postgres") Path directory,
        @DefaultValue("0") int port,
        @Nullable Path programs) {

    public EmbeddedDatabaseProperties {
        directory = directory.toAbsolutePath().normalize();
        programs = programs == null
                ? directory.resolve("programs")
                : programs.toAbsolutePath().normalize();
    }

    /** Describes a database in a folder, with everything else left to the defaults. */
    public static EmbeddedDatabaseProperties in(Path directory) {
        return new EmbeddedDatabaseProperties(directory, 0, null);
    }

    @Override
    public Path programs() {
        return Objects.requireNonNull(programs);
    }
}
