package dev.imageclustering.migration;

import java.time.Duration;
import picocli.CommandLine.Option;

/** The option of every verb that has to be alone. */
final class LockWaitOption {

    @Option(
            names = "--lock-wait",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "How long to wait for another process that migrates (default: ${DEFAULT-VALUE}).")
    private long seconds;

    Duration duration() {
        return Duration.ofSeconds(seconds);
    }
}
