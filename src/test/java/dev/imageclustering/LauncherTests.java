package dev.imageclustering;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class LauncherTests {

    private static final int JAVA_17 = 61;

    @Test
    void tellsWhichJavaIsNeeded() {
        assertThat(Launcher.tooOld(17, "/opt/jdk-17"))
                .startsWith("The service needs Java 25, and this is Java 17 (/opt/jdk-17); ")
                .doesNotContain("\n");
    }

    @Test
    void isReadableByJavaThatIsTooOld() throws IOException {
        try (DataInputStream file = new DataInputStream(Launcher.class.getResourceAsStream("Launcher.class"))) {
            file.readInt();
            file.readUnsignedShort();
            assertThat(file.readUnsignedShort()).isEqualTo(JAVA_17);
        }
    }
}
