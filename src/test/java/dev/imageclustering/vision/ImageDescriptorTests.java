package dev.imageclustering.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.setNumThreads;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDescriptorTests {

    private static final int SIFT_PART = 1024;
    private static final List<String> PHOTOS = List.of("notocactus-minimus", "polemonium-reptans", "el-torcal-rocks");

    private static ImageDescriptor descriptor;
    private PointerScope scope;

    @BeforeAll
    static void loadShippedTables() {
        setNumThreads(1);
        descriptor = ImageDescriptor.load();
    }

    @BeforeEach
    void openScope() {
        scope = new PointerScope();
    }

    @AfterEach
    void closeScope() {
        scope.close();
    }

    @Test
    void namesItsModel() {
        assertThat(descriptor.model()).isEqualTo(new DescriptorModel("rootsift-colour-vlad", "2", 1792));
    }

    @Test
    void describesPhotoByUnitVectorOfModelsDimension() {
        float[] vector = descriptor.describe(SamplePhotos.photo("polemonium-reptans"));

        assertThat(vector).hasSize(descriptor.model().dimension());
        assertUnitLength(vector);
    }

    @Test
    void weighsBothPartsEqually() {
        float[] vector = descriptor.describe(SamplePhotos.photo("polemonium-reptans"));

        float[] sift = Arrays.copyOf(vector, SIFT_PART);
        float[] colour = Arrays.copyOfRange(vector, SIFT_PART, vector.length);
        assertThat(dot(sift, sift)).isCloseTo(0.5, within(1e-5));
        assertThat(dot(colour, colour)).isCloseTo(0.5, within(1e-5));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 255})
    void describesFlatPictureByItsColourAlone(int grey) {
        float[] vector = descriptor.describe(SamplePhotos.flat(512, 384, grey));

        assertThat(Arrays.copyOf(vector, SIFT_PART)).containsOnly(0f);
        assertUnitLength(vector);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,2", "3,2", "7,7", "8,8", "9,16", "15,17", "1,512", "512,1", "2,512", "512,8", "40,30"})
    void describesPictureOfAnySize(int width, int height) {
        float[] vector = descriptor.describe(SamplePhotos.noise(width, height, 1));

        assertThat(vector).hasSize(descriptor.model().dimension());
        assertUnitLength(vector);
    }

    @Test
    void staysOfUnitLengthWhenNothingLiesOffItsWord() {
        float[][] word = {new float[1]};
        Vocabulary sift = new Vocabulary(new PcaProjection(new float[128], new float[128][1]), new VladEncoder(word));
        Vocabulary colour = new Vocabulary(new PcaProjection(new float[96], new float[96][1]), new VladEncoder(word));
        ImageDescriptor blind = new ImageDescriptor(new DescriptorTables("blind", sift, colour));

        assertUnitLength(blind.describe(SamplePhotos.noise(64, 64, 1)));
    }

    @Test
    void describesPartOfLargerPictureLikeItsCopy() {
        Mat part = SamplePhotos.photo("el-torcal-rocks").apply(new Rect(30, 20, 201, 151));

        assertThat(descriptor.describe(part)).isEqualTo(descriptor.describe(part.clone()));
    }

    @Test
    void leavesPictureAsItWas() {
        Mat picture = SamplePhotos.rectangles(300, 200, 1);
        byte[] before = SamplePhotos.jpeg(picture, 95);

        descriptor.describe(picture);

        assertThat(SamplePhotos.jpeg(picture, 95)).isEqualTo(before);
    }

    @Test
    void givesSameNumbersOnEveryThread() throws Exception {
        List<Mat> pictures = PHOTOS.stream().map(SamplePhotos::photo).toList();
        List<float[]> expected = pictures.stream().map(descriptor::describe).toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<float[]>> vectors = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                Mat picture = pictures.get(i % pictures.size());
                vectors.add(threads.submit(() -> descriptor.describe(picture)));
            }
            for (int i = 0; i < vectors.size(); i++) {
                assertThat(vectors.get(i).get()).isEqualTo(expected.get(i % expected.size()));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"notocactus-minimus", "polemonium-reptans", "el-torcal-rocks"})
    void putsCopiesFarNearerThanOtherPhotos(String name) {
        Mat photo = SamplePhotos.photo(name);
        float[] original = descriptor.describe(photo);
        double nearestOther = PHOTOS.stream()
                .filter(other -> !other.equals(name))
                .mapToDouble(other -> dot(original, descriptor.describe(SamplePhotos.photo(other))))
                .max()
                .orElseThrow();

        List<Mat> copies = List.of(
                SamplePhotos.resized(photo, 0.7),
                SamplePhotos.recompressed(photo, 40),
                SamplePhotos.brightened(photo, 20));
        assertThat(copies)
                .allSatisfy(copy -> assertThat(dot(original, descriptor.describe(copy)))
                        .isGreaterThan(0.6)
                        .isGreaterThan(nearestOther + 0.4));
    }

    @Test
    void keepsNoNativeMemory() {
        Mat photo = SamplePhotos.photo("el-torcal-rocks");
        descriptor.describe(photo);
        long before = Pointer.totalCount();

        for (int i = 0; i < 5; i++) {
            descriptor.describe(photo);
        }

        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }

    @Test
    void refusesEmptyPicture() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> descriptor.describe(new Mat()))
                .withMessageContaining("0 x 0");
    }

    @Test
    void refusesGreyPicture() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> descriptor.describe(new Mat(10, 10, CV_8UC1, Scalar.all(0))))
                .withMessageContaining("CV_8UC3");
    }

    @Test
    void refusesPictureAboveWorkingSize() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> descriptor.describe(SamplePhotos.flat(513, 10, 0)))
                .withMessageContaining("513 x 10");
    }

    @Test
    void refusesTablesOfOtherFeatures() {
        Vocabulary three = new Vocabulary(
                new PcaProjection(new float[3], new float[3][2]), new VladEncoder(new float[][] {{1, 2}}));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImageDescriptor(new DescriptorTables("1", three, three)))
                .withMessageContaining("must take 128 components but take 3");
    }

    private static void assertUnitLength(float[] vector) {
        assertThat(dot(vector, vector)).isCloseTo(1, within(1e-5));
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
