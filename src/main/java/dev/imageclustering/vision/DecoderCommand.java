package dev.imageclustering.vision;

import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The command line of a decoder's process: the Java and the class path of this one, whatever form that has. */
final class DecoderCommand {

    private static final String FAT_JAR_LAUNCHER = "org.springframework.boot.loader.launch.PropertiesLauncher";
    private static final String NESTED = "jar:nested:";
    // What a decoder needs of the environment. The rest, passwords among it, is none of its business.
    private static final Set<String> ENVIRONMENT = Set.of(
            "PATH",
            "HOME",
            "USERPROFILE",
            "SYSTEMROOT",
            "TMPDIR",
            "TEMP",
            "TMP",
            "LANG",
            "LC_ALL",
            "LC_CTYPE",
            "LD_LIBRARY_PATH",
            "DYLD_LIBRARY_PATH",
            "LIBHEIF_PLUGIN_PATH");

    private DecoderCommand() {}

    static ProcessBuilder of(PictureLimits limits, DecoderProcesses settings) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + (settings.heapBytes() >> 20) + "m",
                // The machine has memory for a large heap from the start; a decoder that waits should not hold it.
                "-Xms16m",
                "-XX:+UseSerialGC",
                // Memory that one large picture took is given back before the next.
                "-XX:MinHeapFreeRatio=10",
                "-XX:MaxHeapFreeRatio=30",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:-UsePerfData",
                "-Djava.awt.headless=true",
                "--enable-native-access=ALL-UNNAMED"));
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("org.bytedeco.") || name.equals("java.library.path"))
                .forEach(name -> command.add("-D%s=%s".formatted(name, System.getProperty(name))));
        addProgram(command);
        command.add(Long.toString(limits.maxPixels()));
        command.add(Integer.toString(limits.maxSide()));
        command.add(Integer.toString(limits.maxScans()));
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> !ENVIRONMENT.contains(name));
        // Libraries print what they think of hostile files; the answer says what counts.
        return builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    }

    private static void addProgram(List<String> command) {
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        if (isInFatJar()) {
            command.add("-Dloader.main=" + DecoderMain.class.getName());
            command.add(FAT_JAR_LAUNCHER);
        } else {
            command.add(DecoderMain.class.getName());
        }
    }

    private static boolean isInFatJar() {
        CodeSource source = DecoderMain.class.getProtectionDomain().getCodeSource();
        URL location = source == null ? null : source.getLocation();
        return location != null && location.toString().startsWith(NESTED);
    }
}
