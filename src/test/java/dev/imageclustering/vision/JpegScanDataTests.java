package dev.imageclustering.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JpegScanDataTests {

    @TempDir
    private Path folder;

    @Test
    void dropsStuffedZerosAndFindsRestarts() throws IOException {
        JpegScanData data = read(new byte[] {1, (byte) 0xFF, 0, (byte) 0xFF, (byte) 0xD0, 2, (byte) 0xFF, (byte) 0xD9});

        assertThat(Arrays.copyOf(data.bytes(), 3)).containsExactly(1, (byte) 0xFF, 2);
        assertThat(data.endBits()).isEqualTo(24);
        assertThat(data.restart(1)).isEqualTo(16);
        assertThat(data.restart(2)).as("there is none").isEqualTo(24);
    }

    @Test
    void keepsNoMoreRestartsThanAPictureMayHave() throws IOException {
        byte[] markers = new byte[2 * (JpegScanData.MOST_RESTARTS + 100) + 1];
        for (int i = 0; i + 1 < markers.length; i += 2) {
            markers[i] = (byte) 0xFF;
            markers[i + 1] = (byte) 0xD0;
        }
        markers[markers.length - 1] = 1;

        JpegScanData data = read(markers);

        assertThat(data.endBits()).isEqualTo(8);
        assertThat(data.restart(JpegScanData.MOST_RESTARTS)).isZero();
        assertThat(data.restart(JpegScanData.MOST_RESTARTS + 1)).isEqualTo(8);
    }

    private JpegScanData read(byte[] bytes) throws IOException {
        try (ByteSource source = ByteSource.open(SamplePictures.write(folder, bytes))) {
            return JpegScanData.read(source, 0);
        }
    }
}
