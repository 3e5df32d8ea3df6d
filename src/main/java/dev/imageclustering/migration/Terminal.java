package dev.imageclustering.migration;

import java.io.Console;
import java.util.Optional;

/** The person in front of the command, if there is one. */
@FunctionalInterface
interface Terminal {

    /** Asks a question that is answered by yes or no; the answer is empty where nobody can be asked. */
    Optional<Boolean> confirm(String question);

    @SuppressWarnings("SystemConsoleNull") // it is null again from JDK 25 on where there is no terminal
    static Terminal ofTheProcess() {
        return question -> {
            Console console = System.console();
            if (console == null || !console.isTerminal()) {
                return Optional.empty();
            }
            String answer = console.readLine("%s [y/N] ", question);
            return Optional.of(answer != null && answer.strip().matches("(?i)y|yes"));
        };
    }
}
