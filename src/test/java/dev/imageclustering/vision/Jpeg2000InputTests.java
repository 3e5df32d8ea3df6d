package dev.imageclustering.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.EOFException;
import java.nio.file.Path;
import javax.imageio.IIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Jpeg2000InputTests {

    @TempDir
    Path folder;

    @Test
    void throwsAtTheEnd() throws Exception {
        try (ByteSource file = open(1);
                Jpeg2000Input input = new Jpeg2000Input(file)) {
            assertThat(input.read()).isEqualTo(1);
            assertThatExceptionOfType(EOFException.class).isThrownBy(input::read);
        }
    }

    @Test
    void throwsAtTwoBytesOfOnesInRow() throws Exception {
        try (ByteSource file = open(0xFF, 0x7F, 0xFF, 0xFF);
                Jpeg2000Input input = new Jpeg2000Input(file)) {
            input.read();
            input.read();
            assertThat(input.read()).isEqualTo(0xFF);
            assertThatExceptionOfType(IIOException.class).isThrownBy(input::read);
        }
    }

    @Test
    void readsTheSameByteAgain() throws Exception {
        try (ByteSource file = open(0xFF, 0x7F);
                Jpeg2000Input input = new Jpeg2000Input(file)) {
            input.read();
            input.seek(0);
            assertThat(input.read()).isEqualTo(0xFF);
        }
    }

    private ByteSource open(int... values) throws Exception {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return ByteSource.open(SamplePictures.write(folder, bytes));
    }
}
