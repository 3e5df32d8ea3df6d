package dev.imageclustering.migration;

import picocli.CommandLine.Option;

/** The option that every verb has. */
final class HelpOption {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    private boolean asked;
}
