package dev.imageclustering.vision;

import java.util.function.ToDoubleFunction;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Gives a picture one number for its quality. Which way the number runs is the metric's own affair. Thread-safe.
 *
 * @see PictureEngine#score
 */
public final class QualityScorer {

    private final String version;
    private final ToDoubleFunction<Mat> measure;

    QualityScorer(String version, ToDoubleFunction<Mat> measure) {
        this.version = version;
        this.measure = measure;
    }

    /** Returns the perception-based evaluator: 0 (best) to 100. */
    public static QualityScorer piqe() {
        return new QualityScorer("piqe/1", bgr -> PerceptionEvaluator.piqe(QualityAssessment.luma(bgr)));
    }

    /** Returns the blind spatial evaluator with the model of OpenCV: 0 (best) to 100. */
    public static QualityScorer brisque() {
        return new QualityScorer("brisque/opencv-live", Brisque::of);
    }

    /** Returns the distance from the statistics of natural scenes, with the built-in model: 0 (best) to 100. */
    public static QualityScorer niqe() {
        NaturalScenes scenes = NaturalScenes.builtIn();
        return new QualityScorer(scenes.version(), scenes::distance);
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
