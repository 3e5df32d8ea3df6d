package dev.imageclustering.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.opencv.global.opencv_core.flip;
import static org.bytedeco.opencv.global.opencv_imgproc.getRotationMatrix2D;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;

import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point2f;
import org.bytedeco.opencv.opencv_core.Rect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GeometricVerificationTests {

    private static final List<String> PHOTOS = List.of("el-torcal-rocks", "notocactus-minimus", "polemonium-reptans");

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
    void findsBrightenedCompressedCopy() {
        for (String name : PHOTOS) {
            Mat photo = SamplePhotos.photo(name);
            Mat edited = SamplePhotos.recompressed(SamplePhotos.brightened(photo, 30), 50);

            assertThat(inliers(photo, edited)).as(name).isGreaterThan(50);
            assertThat(verify(photo, edited).corroboration()).as(name).isGreaterThan(100);
        }
    }

    @Test
    void findsCopyOfThreeQuartersTheSizeAndTellsHowItIsPlaced() {
        Mat photo = SamplePhotos.rectangles(400, 300, 1);

        PictureMatch match = verify(photo, SamplePhotos.resized(photo, 0.75));

        assertThat(match.inliers()).isGreaterThan(30);
        assertThat(match.motion().x(200, 100)).isCloseTo(150, within(2.0));
        assertThat(match.motion().y(200, 100)).isCloseTo(75, within(2.0));
    }

    @Test
    void findsCrop() {
        Mat photo = SamplePhotos.photo("el-torcal-rocks");
        Rect middle = new Rect(photo.cols() / 5, photo.rows() / 5, photo.cols() * 3 / 5, photo.rows() * 3 / 5);

        PictureMatch match = verify(photo, new Mat(photo, middle).clone());

        assertThat(match.inliers()).isGreaterThan(50);
        assertThat(match.motion().x(middle.x(), middle.y())).isCloseTo(0, within(2.0));
    }

    @Test
    void findsTurnedCopy() {
        Mat photo = SamplePhotos.photo("el-torcal-rocks");
        Mat turn = getRotationMatrix2D(new Point2f(photo.cols() / 2f, photo.rows() / 2f), 50, 0.8);
        Mat turned = new Mat();
        warpAffine(photo, turned, turn, photo.size());

        assertThat(inliers(photo, turned)).isGreaterThan(30);
    }

    @Test
    void findsMirroredCopyOnlyWhereItIsAskedTo() {
        Mat photo = SamplePhotos.photo("el-torcal-rocks");
        Mat mirrored = new Mat();
        flip(photo, mirrored, 1);

        PictureMatch match = GeometricVerification.verify(features(photo), features(mirrored), true);

        assertThat(match.mirrored()).isTrue();
        assertThat(match.inliers()).isGreaterThan(50);
        assertThat(match.motion().x(100, 50)).isCloseTo(photo.cols() - 101, within(2.0));
        assertThat(match.motion().y(100, 50)).isCloseTo(50, within(2.0));
        assertThat(inliers(photo, mirrored)).isLessThan(6);
    }

    @Test
    void refusesWhatIsUnrelated() {
        for (String one : PHOTOS) {
            for (String other : PHOTOS) {
                if (!one.equals(other)) {
                    KeypointFeatures features = features(SamplePhotos.photo(one));
                    KeypointFeatures others = features(SamplePhotos.photo(other));

                    PictureMatch match = GeometricVerification.verify(features, others, true);
                    assertThat(match.inliers()).as(one + " and " + other).isLessThan(6);
                    assertThat(match.corroboration()).as(one + " and " + other).isLessThan(16);
                }
            }
        }
    }

    @Test
    void refusesNoise() {
        assertThat(inliers(SamplePhotos.noise(300, 200, 1), SamplePhotos.noise(300, 200, 2)))
                .isLessThan(6);
    }

    @Test
    void findsNothingInFlatPictures() {
        assertThat(verify(SamplePhotos.flat(300, 200, 90), SamplePhotos.flat(300, 200, 90)))
                .isEqualTo(PictureMatch.NONE);
    }

    @Test
    void saysTheSameWhicheverPictureIsNamedFirst() {
        Mat photo = SamplePhotos.photo("el-torcal-rocks");
        Mat small = SamplePhotos.resized(photo, 0.6);
        Mat mirrored = new Mat();
        flip(small, mirrored, 1);
        for (Mat other : List.of(small, mirrored, SamplePhotos.photo("polemonium-reptans"))) {
            PictureMatch there = GeometricVerification.verify(features(photo), features(other), true);
            PictureMatch back = GeometricVerification.verify(features(other), features(photo), true);

            assertThat(back.inliers()).isEqualTo(there.inliers());
            assertThat(back.mirrored()).isEqualTo(there.mirrored());
            assertThat(back.corroboration()).isEqualTo(there.corroboration());
            if (there.motion() != null) {
                PlaneMotion round = back.motion().after(there.motion());
                assertThat(round.x(120, 80)).isCloseTo(120, within(1e-6));
                assertThat(round.y(120, 80)).isCloseTo(80, within(1e-6));
            }
        }
    }

    @Test
    void saysTheSameEveryTime() {
        Mat photo = SamplePhotos.photo("notocactus-minimus");
        KeypointFeatures features = features(photo);
        KeypointFeatures edited = features(SamplePhotos.recompressed(SamplePhotos.resized(photo, 0.5), 40));
        PictureMatch first = GeometricVerification.verify(features, edited, true);

        PictureMatch second = GeometricVerification.verify(features, edited, true);

        assertThat(first.motion()).isNotNull();
        assertThat(second.inliers()).isEqualTo(first.inliers());
        assertThat(second.motion().elements()).isEqualTo(first.motion().elements());
    }

    private static int inliers(Mat one, Mat other) {
        return verify(one, other).inliers();
    }

    private static PictureMatch verify(Mat one, Mat other) {
        return GeometricVerification.verify(features(one), features(other), false);
    }

    private static KeypointFeatures features(Mat bgr) {
        return new RootSift().detect(bgr).strongest();
    }
}
