package dev.imageclustering.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReducedJpegReaderTests {

    private final ReducedJpegReader reader = new ReducedJpegReader();
    private PointerScope scope;

    @TempDir
    private Path folder;

    @BeforeEach
    void openScope() {
        scope = new PointerScope();
    }

    @AfterEach
    void closeScope() {
        scope.close();
    }

    @ParameterizedTest
    @CsvSource({"512,300,512,300", "1024,768,512,384", "1500,3000,256,512", "5000,30,512,3", "100,80,100,80", "9,1,9,1"
    })
    void bringsLongSideToWorkingSizeButEnlargesNothing(int width, int height, int toWidth, int toHeight)
            throws IOException {
        Mat picture = reader.read(saved(SamplePhotos.jpeg(SamplePhotos.flat(width, height, 100), 90)));

        assertThat(picture.cols()).isEqualTo(toWidth);
        assertThat(picture.rows()).isEqualTo(toHeight);
    }

    @Test
    void turnsPictureUprightAsItsExifSays() throws IOException {
        byte[] jpeg = SamplePhotos.jpeg(SamplePhotos.flat(300, 200, 100), 90);
        ByteArrayOutputStream turned = new ByteArrayOutputStream();
        turned.write(jpeg, 0, 2);
        turned.write(HexFormat.of().parseHex("ffe10022"));
        turned.write("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        turned.write(
                HexFormat.of().parseHex("4d4d002a00000008" + "0001" + "0112000300000001" + "00060000" + "00000000"));
        turned.write(jpeg, 2, jpeg.length - 2);

        Mat picture = reader.read(saved(turned.toByteArray()));

        assertThat(picture.cols()).isEqualTo(200);
        assertThat(picture.rows()).isEqualTo(300);
    }

    @Test
    void refusesOtherFiles() throws IOException {
        Path file = saved("GIF89a".getBytes(StandardCharsets.US_ASCII));

        assertThatIOException().isThrownBy(() -> reader.read(file)).withMessage("not a JPEG");
    }

    private Path saved(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("photo.jpg"), bytes);
    }
}
