package dev.imageclustering.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.KeyPoint;
import org.bytedeco.opencv.opencv_core.KeyPointVector;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_features2d.SIFT;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RootSiftTests {

    private final RootSift features = new RootSift();
    private PointerScope scope;

    @BeforeEach
    void openScope() {
        scope = new PointerScope();
    }

    @AfterEach
    void closeScope() {
        scope.close();
    }

    @Test
    void findsAboutSixHundredKeypointsInTexturedPhoto() {
        float[][] vectors = features.extract(SamplePhotos.photo("el-torcal-rocks"));

        assertThat(vectors.length).isBetween(550, 650);
    }

    @Test
    void givesUnitVectorsWithoutNegativeNumbers() {
        float[][] vectors = features.extract(SamplePhotos.photo("polemonium-reptans"));

        assertThat(List.of(vectors)).isNotEmpty().allSatisfy(vector -> {
            double squares = 0;
            for (float value : vector) {
                assertThat(value).isNotNegative();
                squares += (double) value * value;
            }
            assertThat(vector).hasSize(features.dimension());
            assertThat(squares).isCloseTo(1, within(1e-5));
        });
    }

    /** OpenCV's program is the reference; ours takes fewer samples, and lays the windows where the keypoints are. */
    @ParameterizedTest
    @ValueSource(strings = {"el-torcal-rocks", "polemonium-reptans", "notocactus-minimus"})
    void findsNearlyAllThatOpenCvFindsWithNearlyTheSameVectors(String name) {
        Mat photo = SamplePhotos.photo(name);
        SiftKeypoints expected = openCv(photo);
        SiftKeypoints found = features.detect(photo);

        double distances = 0;
        int hits = 0;
        for (int i = 0; i < expected.places().length; i++) {
            int same = same(expected.places()[i], found.places());
            if (same >= 0) {
                hits++;
                distances += distance(expected.vectors()[i], found.vectors()[same]);
            }
        }

        assertThat(hits).isGreaterThan(expected.places().length * 81 / 100);
        assertThat(distances / hits).isLessThan(.085);
    }

    @ParameterizedTest
    @ValueSource(doubles = {2, 3.1, 5, 9})
    void findsBlobsBetweenPixelsWithTheirSize(double sigma) {
        SiftKeypoints found = features.detect(blob(200, 150, 90.3, 71.6, sigma));

        float[] strongest = found.places()[0];
        assertThat((double) strongest[0]).isCloseTo(90.3, within(.1));
        assertThat((double) strongest[1]).isCloseTo(71.6, within(.1));
        assertThat(strongest[2] / 2).isCloseTo((float) sigma, withinPercentage(12));
    }

    private static Mat blob(int width, int height, double x0, double y0, double sigma) {
        byte[] pixels = new byte[3 * width * height];
        for (int i = 0; i < pixels.length; i++) {
            double x = i / 3 % width - x0;
            double y = i / 3 / width - y0;
            pixels[i] = (byte) Math.round(40 + 150 * Math.exp(-(x * x + y * y) / (2 * sigma * sigma)));
        }
        return SamplePhotos.of(width, height, pixels);
    }

    /** Blobs that lie the same way to two or four samples. */
    @ParameterizedTest
    @CsvSource({"1.2,50", "1.2,50.5", "1.5,50", "1.5,50.5", "1.8,50", "1.8,50.5", "2.2,50.25"})
    void findsSymmetricBlobsOnce(double sigma, double place) {
        float[][] places = features.detect(blob(101, 101, place, place, sigma)).places();

        assertThat(Arrays.stream(places)
                        .map(found -> List.of(found[0], found[1], found[2]))
                        .distinct())
                .hasSize(1);
        assertThat((double) places[0][0]).isCloseTo(place, within(.1));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "5,512", "512,5", "2,2"})
    void findsNothingWhereThereIsNoRoom(int width, int height) {
        assertThat(features.extract(SamplePhotos.noise(width, height, 1))).isEmpty();
    }

    @Test
    void listsTheStrongestFirst() {
        float[][] places =
                features.detect(SamplePhotos.photo("el-torcal-rocks")).places();

        assertThat(List.of(places)).isSortedAccordingTo(Comparator.comparingDouble(place -> -place[4]));
    }

    @Test
    void findsTheSameAfterPicturesOfOtherSizes() {
        Mat photo = SamplePhotos.photo("polemonium-reptans");
        SiftKeypoints first = features.detect(photo);
        features.detect(SamplePhotos.noise(512, 512, 1));
        features.detect(SamplePhotos.noise(90, 300, 2));

        SiftKeypoints again = features.detect(photo);

        assertThat(again.places()).isDeepEqualTo(first.places());
        assertThat(again.vectors()).isDeepEqualTo(first.vectors());
    }

    private static SiftKeypoints openCv(Mat bgr) {
        Mat grey = new Mat();
        cvtColor(bgr, grey, COLOR_BGR2GRAY);
        Mat descriptors = new Mat();
        KeyPointVector keypoints = new KeyPointVector();
        SIFT.create(600, 3, .01, 12, 1.6, CV_32F, false).detectAndCompute(grey, new Mat(), keypoints, descriptors);
        FloatBuffer values = descriptors.createBuffer();
        float[][] vectors = new float[descriptors.rows()][128];
        float[][] places = new float[vectors.length][];
        for (int i = 0; i < vectors.length; i++) {
            values.get(vectors[i]);
            RootSift.takeRoot(vectors[i]);
            KeyPoint keypoint = keypoints.get(i);
            places[i] = new float[] {
                keypoint.pt().x(), keypoint.pt().y(), keypoint.size(), keypoint.angle(), keypoint.response()
            };
        }
        return new SiftKeypoints(bgr.cols(), bgr.rows(), vectors, places);
    }

    private static int same(float[] expected, float[][] places) {
        for (int i = 0; i < places.length; i++) {
            float[] place = places[i];
            if (Math.hypot(place[0] - expected[0], place[1] - expected[1]) < .5
                    && Math.abs(Math.log(place[2] / expected[2])) < .1
                    && Math.abs(Math.IEEEremainder(place[3] - expected[3], 360)) < 10) {
                return i;
            }
        }
        return -1;
    }

    private static double distance(float[] a, float[] b) {
        double squares = 0;
        for (int i = 0; i < a.length; i++) {
            squares += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(squares);
    }

    @Test
    void findsNothingInFlatPicture() {
        assertThat(features.extract(SamplePhotos.flat(200, 100, 90))).isEmpty();
    }

    @Test
    void takesRootOfEachShare() {
        float[] histogram = {1, 0, 3, 12};

        RootSift.takeRoot(histogram);

        assertThat(histogram)
                .containsExactly(
                        new float[] {0.25f, 0, (float) Math.sqrt(3 / 16.0), (float) Math.sqrt(12 / 16.0)},
                        within(1e-7f));
    }

    @Test
    void leavesEmptyHistogramAtZero() {
        float[] histogram = new float[4];

        RootSift.takeRoot(histogram);

        assertThat(histogram).containsOnly(0f);
    }
}
