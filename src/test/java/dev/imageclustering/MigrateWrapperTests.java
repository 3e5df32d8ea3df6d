package dev.imageclustering;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code ./migrate}, with programs in the place of Java. */
class MigrateWrapperTests {

    @TempDir
    private Path folder;

    @Test
    void tellsWhichJavaIsNeeded() throws Exception {
        java("bin", "17.0.15");

        Process process = run("current");

        assertThat(process.waitFor()).isEqualTo(255);
        assertThat(text(process))
                .isEqualTo("migrate needs Java 25, and the default is Java 17: set JAVA_HOME to a JDK 25.\n");
    }

    @Test
    void runsTheVerbOnTheJavaThatIsRecentEnough() throws Exception {
        java("bin", "17.0.15");
        java("home/bin", "25.0.1");
        Files.createDirectory(folder.resolve("target"));
        Files.createFile(folder.resolve("target/image-clustering.jar"));

        Process process = run("downgrade", "-1");

        assertThat(process.waitFor()).isZero();
        assertThat(text(process)).startsWith("25.0.1 ").endsWith("image-clustering.jar migrate downgrade -1\n");
    }

    private Process run(String... arguments) throws IOException {
        Path wrapper = Files.copy(Path.of("migrate"), folder.resolve("migrate"));
        ProcessBuilder builder = new ProcessBuilder("sh", wrapper.toString()).redirectErrorStream(true);
        builder.command().addAll(List.of(arguments));
        builder.environment().put("JAVA_HOME", folder.resolve("home").toString());
        builder.environment().put("PATH", folder.resolve("bin") + ":/usr/bin:/bin");
        return builder.start();
    }

    private static String text(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Makes a program that says which version it is, and otherwise prints its arguments. */
    private void java(String place, String version) throws IOException {
        Path program = Files.createDirectories(folder.resolve(place)).resolve("java");
        Files.writeString(program, """
                #!/bin/sh
                if [ "$1" = -version ]; then
                  echo 'openjdk version "%1$s" 2025-01-01' >&2
                else
                  echo "%1$s $@"
                fi
                """.formatted(version));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
