package dev.imageclustering.migration;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option of every verb that has to be alone. */
final class LockWaitOption {

    @Option(
            names = "--lock-wait",
            paramLabel = "SECONDS",
            description = "How long to wait for another process that migrates; by default the server's setting"
                    + " image-clustering.migration.lock-wait, which is 10m where nobody sets it.")
    private @Nullable Long seconds;

    Duration duration(MigrationProperties settings) {
        return seconds == null ? settings.lockWait() : Duration.ofSeconds(seconds);
    }
}
