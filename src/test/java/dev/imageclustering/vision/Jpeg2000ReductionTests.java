package dev.imageclustering.vision;

import static dev.imageclustering.vision.SamplePictures.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.NORM_L1;
import static org.bytedeco.opencv.global.opencv_core.mean;
import static org.bytedeco.opencv.global.opencv_core.norm;

import java.nio.file.Path;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Jpeg2000ReductionTests {

    private static final int CODING_STYLE = 0x52;
    private static final int LEVELS = 9;

    @TempDir
    Path folder;

    @Test
    void leavesOutTheFinestLevels() throws Exception {
        Path file = write(folder, MadeRawFiles.jpeg2000(2400, 1600));
        try (ByteSource source = ByteSource.open(file);
                PointerScope _ = new PointerScope()) {
            PictureLayout layout = PictureLayout.read(source, PictureLimits.DEFAULT);

            assertThat(layout.halvings()).isEqualTo(5);
            assertThat(ImageIoDecoder.reduction(layout, 1024)).isEqualTo(2);
            assertThat(new ImageIoDecoder().decode(source, layout, 1024).bgr().cols())
                    .isEqualTo(1200);
        }
    }

    @Test
    void showsTheSamePicture() throws Exception {
        Path file = write(folder, MadeRawFiles.jpeg2000(2400, 1600));
        ReadingHere reading = new ReadingHere(PictureLimits.DEFAULT, 1 << 30);
        try (PointerScope _ = new PointerScope()) {
            Mat reduced = Shrink.toLongSide(
                    reading.read(file, Orientation.UPRIGHT, 1024).bgr(), 256);
            Mat whole = Shrink.toLongSide(
                    reading.read(file, Orientation.UPRIGHT, 2400).bgr(), 256);

            assertThat(norm(reduced, whole, NORM_L1, new Mat()) / (3.0 * whole.total()))
                    .isLessThan(2);
            assertThat(mean(whole).get(0)).isGreaterThan(40);
        }
    }

    @Test
    void takesNoLevelOutOfPictureThatHasNone() throws Exception {
        byte[] bytes = MadeRawFiles.jpeg2000(2400, 1600);
        bytes[placeOfCodingStyle(bytes) + LEVELS] = 0;
        try (ByteSource source = ByteSource.open(write(folder, bytes))) {
            PictureLayout layout = PictureLayout.read(source, PictureLimits.DEFAULT);

            assertThat(ImageIoDecoder.reduction(layout, 256)).isEqualTo(1);
        }
    }

    @Test
    void countsNoMemoryForWhatIsLeftOut() throws Exception {
        try (ByteSource source = ByteSource.open(write(folder, MadeRawFiles.jpeg2000(2400, 1600)))) {
            PictureLayout layout = PictureLayout.read(source, PictureLimits.DEFAULT);

            assertThat(PictureDecoder.bytes(source, layout, 1024))
                    .isEqualTo(PictureDecoder.bytes(source, layout, 2400) / 4);
        }
    }

    private static int placeOfCodingStyle(byte[] bytes) {
        int place = 0;
        while (bytes[place] != (byte) 0xFF || bytes[place + 1] != CODING_STYLE) {
            place++;
        }
        return place;
    }
}
