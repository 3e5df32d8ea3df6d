package dev.imageclustering.vision;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REFLECT_101;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.flip;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.warpPerspective;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Makes many photos of few: a part of a photo stands for a scene, and each variation for another shot of it, taken from
 * a little elsewhere, closer, turned, exposed otherwise, compressed, now and then mirrored. Parts of one photo do not
 * overlap. The same seed makes the same photo. Thread-safe.
 */
public final class PhotoVariations {

    /** Parts in each direction. */
    private static final int PARTS = 3;

    /** How many scenes a photo makes. */
    public static final int SCENES = PARTS * PARTS;

    /** The share of a part that a shot shows at least, in each direction. */
    private static final double CLOSEST = 0.7;

    private static final double MIRRORED = 0.03;

    private final ImageDescriptor descriptor;

    public PhotoVariations() {
        OpenCv.load();
        this.descriptor = ImageDescriptor.load();
    }

    /**
     * Returns what is measured of one shot.
     *
     * @param jpeg the photo
     * @param scene which part of it, 0 to {@link #SCENES} - 1
     * @param seed which shot of that scene
     * @throws IOException when the photo cannot be decoded
     */
    public PictureFeatures features(byte[] jpeg, int scene, long seed) throws IOException {
        try (PointerScope _ = new PointerScope()) {
            Mat photo = decoded(jpeg);
            SplittableRandom random = new SplittableRandom(seed);
            Mat shot = recompressed(exposed(taken(part(photo, scene), random), random), 40 + random.nextInt(56));
            return descriptor.measure(shot);
        }
    }

    private static Mat decoded(byte[] jpeg) throws IOException {
        Mat picture = imdecode(new Mat(1, jpeg.length, CV_8UC1, new BytePointer(jpeg)), IMREAD_COLOR);
        if (picture.empty()) {
            throw new IOException("a JPEG that cannot be decoded");
        }
        return picture;
    }

    /** The scene alone, without the edge that it shares with its neighbours. */
    private static Mat part(Mat photo, int scene) {
        int width = photo.cols() / PARTS;
        int height = photo.rows() / PARTS;
        Rect place = new Rect(
                scene % PARTS * width + width / 20,
                scene / PARTS * height + height / 20,
                Math.max(1, width * 9 / 10),
                Math.max(1, height * 9 / 10));
        return new Mat(photo, place).clone();
    }

    /** Looks at the scene from somewhere: by a homography from the shot's pixels to the scene's. */
    private static Mat taken(Mat scene, SplittableRandom random) {
        double zoom = random.nextDouble(CLOSEST, 1);
        double scale = ImageDescriptor.LONG_SIDE / (Math.max(scene.cols(), scene.rows()) * zoom);
        int columns = Math.max(1, (int) (scene.cols() * zoom * scale));
        int rows = Math.max(1, (int) (scene.rows() * zoom * scale));
        double angle = random.nextDouble(-0.12, 0.12);
        double c = Math.cos(angle) / scale;
        double s = Math.sin(angle) / scale;
        double left = random.nextDouble() * scene.cols() * (1 - zoom);
        double top = random.nextDouble() * scene.rows() * (1 - zoom);
        double tilt = random.nextDouble(-0.0002, 0.0002);
        Mat shot = warped(scene, new double[] {c, -s, left, s, c, top, tilt, 0, 1}, columns, rows);
        if (random.nextDouble() < MIRRORED) {
            flip(shot, shot, 1);
        }
        return shot;
    }

    private static Mat warped(Mat photo, double[] toPhoto, int columns, int rows) {
        double[] fromPhoto = new PlaneMotion(toPhoto).inverse().elements();
        Mat matrix = new Mat(3, 3, CV_32F);
        FloatBuffer elements = matrix.createBuffer();
        for (double element : fromPhoto) {
            elements.put((float) element);
        }
        Mat shot = new Mat();
        warpPerspective(photo, shot, matrix, new Size(columns, rows), INTER_LINEAR, BORDER_REFLECT_101, new Scalar());
        return shot;
    }

    private static Mat exposed(Mat shot, SplittableRandom random) {
        Mat exposed = new Mat();
        shot.convertTo(exposed, CV_8UC3, random.nextDouble(0.6, 1.5), random.nextDouble(-20, 20));
        return exposed;
    }

    private static Mat recompressed(Mat picture, int quality) throws IOException {
        BytePointer encoded = new BytePointer();
        imencode(".jpg", picture, encoded, new IntPointer(IMWRITE_JPEG_QUALITY, quality));
        byte[] bytes = new byte[(int) encoded.limit()];
        encoded.get(bytes);
        return decoded(bytes);
    }
}
