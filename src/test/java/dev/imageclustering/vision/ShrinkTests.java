package dev.imageclustering.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShrinkTests {

    @BeforeEach
    void loadsTheLibrary() {
        OpenCv.load();
    }

    @ParameterizedTest
    @CsvSource({
        "4032, 3024, 1024, 1024, 768",
        "1024, 683, 512, 512, 342",
        "1023, 1, 256, 256, 1",
        "1, 4097, 512, 1, 512",
        "2049, 2047, 1024, 1024, 1023"
    })
    void keepsTheAspect(int width, int height, int longSide, int newWidth, int newHeight) {
        try (PointerScope _ = new PointerScope()) {
            Mat shrunk = Shrink.toLongSide(new Mat(height, width, CV_8UC3, Scalar.all(7)), longSide);
            assertThat(shrunk.cols()).isEqualTo(newWidth);
            assertThat(shrunk.rows()).isEqualTo(newHeight);
            assertThat(shrunk.ptr(newHeight - 1, newWidth - 1).get()).isEqualTo((byte) 7);
        }
    }

    @Test
    void leavesSmallerPictureAlone() {
        try (PointerScope _ = new PointerScope()) {
            Mat small = new Mat(30, 40, CV_8UC3, Scalar.all(7));
            assertThat(Shrink.toLongSide(small, 40)).isSameAs(small);
        }
    }

    @Test
    void averagesFinePatternInsteadOfPickingFromIt() {
        try (PointerScope _ = new PointerScope()) {
            Mat checkers = new Mat(512, 512, CV_8UC3, Scalar.all(0));
            byte[] white = {(byte) 255, (byte) 255, (byte) 255};
            for (int i = 0; i < 512 * 512; i++) {
                if ((i / 512 + i % 512) % 2 == 0) {
                    checkers.ptr(i / 512, i % 512).put(white);
                }
            }
            Mat shrunk = Shrink.toLongSide(checkers, 100);
            assertThat(shrunk.ptr(50, 50).get() & 0xFF).isBetween(126, 129);
        }
    }
}
