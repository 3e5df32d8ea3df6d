package dev.imageclustering.migration;

import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Option;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The option of every verb that only reads: its answer for a program. */
final class JsonOption {

    @Option(names = "--json", description = "Prints JSON.")
    private boolean asked;

    boolean asked() {
        return asked;
    }

    static void print(PrintWriter out, Map<String, ?> answer) {
        JsonMapper mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        out.println(mapper.writeValueAsString(answer));
    }
}
