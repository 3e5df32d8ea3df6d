package dev.imageclustering.migration;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The option {@code --help}. */
final class HelpOption {

    private static final String NAME = "--help";

    private HelpOption() {}

    /** Gives it to a command and to each of its verbs that has none of its own. */
    static void addTo(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        if (spec.findOption(NAME) == null) {
            spec.addOption(OptionSpec.builder("-h", NAME)
                    .usageHelp(true)
                    .description("Shows this help.")
                    .build());
        }
        command.getSubcommands().values().forEach(HelpOption::addTo);
    }
}
