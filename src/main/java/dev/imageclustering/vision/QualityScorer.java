package dev.imageclustering.vision;

import java.nio.file.Path;
import java.util.function.ToDoubleFunction;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Gives a picture one number for its quality. Thread-safe.
 *
 * @see PictureEngine#score
 */
public final class QualityScorer {

    private final String version;
    private final boolean higherIsBetter;
    private final ToDoubleFunction<Mat> measure;

    QualityScorer(String version, boolean higherIsBetter, ToDoubleFunction<Mat> measure) {
        this.version = version;
        this.higherIsBetter = higherIsBetter;
        this.measure = measure;
    }

    /** Returns the perception-based evaluator: 0 (best) to 100. */
    public static QualityScorer piqe() {
        return new QualityScorer("piqe/1", false, bgr -> PerceptionEvaluator.piqe(QualityAssessment.luma(bgr)));
    }

    /** Returns the blind spatial evaluator with the model of OpenCV: 0 (best) to 100. */
    public static QualityScorer brisque() {
        return new QualityScorer("brisque/opencv-live", false, Brisque::of);
    }

    /** Returns the distance from the statistics of natural scenes, with the built-in model: 0 (best) to 100. */
    public static QualityScorer niqe() {
        NaturalScenes scenes = NaturalScenes.builtIn();
        return new QualityScorer(scenes.version(), false, scenes::distance);
    }

    /**
     * Loads a neural model that the operator provides, with a properties file beside it.
     *
     * @param name of the metric that the model computes
     * @throws UnusableModel if one of the files is missing or wrong; the message says what
     */
    public static QualityScorer onnx(String name, Path model) throws UnusableModel {
        OpenCv.load();
        return OnnxQualityModel.load(name, model);
    }

    public boolean higherIsBetter() {
        return higherIsBetter;
    }

    /** Returns the name and version of what computes the numbers; those of two versions are never compared. */
    public String version() {
        return version;
    }

    /** The picture is 8-bit BGR; the number is finite. */
    double score(Mat bgr) {
        return measure.applyAsDouble(bgr);
    }
}
