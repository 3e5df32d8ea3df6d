package dev.imageclustering.vision;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_quality;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_quality.QualityBRISQUE;

/**
 * The blind spatial quality evaluator of OpenCV's quality module, with the model that the module comes with, which was
 * trained on the LIVE data set. The two files of the model are taken out of the library's jar at the first use.
 *
 * <p>Fails on night shots and on what has little texture, both of which it calls distorted.
 *
 * @see <a href="https://doi.org/10.1109/TIP.2012.2214050">A. Mittal, A. K. Moorthy, A. C. Bovik, No-Reference Image
 *     Quality Assessment in the Spatial Domain, IEEE TIP 21(12), 2012</a>
 */
final class Brisque {

    /** What a picture has that the features cannot be computed of: the worst. */
    static final double WORST = 100;

    private static final int SMALLEST_SIDE = 16;

    private Brisque() {}

    private static final class Model {
        static final QualityBRISQUE SHARED = loaded();

        private static QualityBRISQUE loaded() {
            OpenCv.load();
            Loader.load(opencv_quality.class);
            QualityBRISQUE brisque =
                    QualityBRISQUE.create(file("brisque_model_live.yml"), file("brisque_range_live.yml"));
            // It outlives the scope of the picture that it is first asked for.
            brisque.retainReference();
            return brisque;
        }
    }

    /**
     * Returns the value of a picture, 0 (best) to 100; 100 for one below 16 pixels in width or height and for a flat
     * one. About 10 ms for a megapixel.
     *
     * @param bgr 8-bit blue, green, red
     */
    static double of(Mat bgr) {
        if (bgr.cols() < SMALLEST_SIDE || bgr.rows() < SMALLEST_SIDE) {
            return WORST;
        }
        double value;
        // The model is shared, and nothing says that it may be asked by several threads at once.
        synchronized (Brisque.class) {
            try (PointerScope _ = new PointerScope()) {
                value = Model.SHARED.compute(bgr).get(0);
            }
        }
        return Double.isFinite(value) ? Math.clamp(value, 0.0, WORST) : WORST;
    }

    private static String file(String name) {
        String resource = "/org/bytedeco/opencv/%s/share/opencv4/quality/%s".formatted(Loader.getPlatform(), name);
        try {
            File file = Loader.cacheResource(opencv_quality.class, resource);
            if (file == null) {
                throw new IllegalStateException("The picture library comes without " + name);
            }
            return file.getPath();
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot unpack " + name, failure);
        }
    }
}
