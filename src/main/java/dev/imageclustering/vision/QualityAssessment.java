package dev.imageclustering.vision;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import java.nio.ByteBuffer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/** Measures the technical quality of a picture: sharpness, exposure, noise, artefacts and resolution. */
final class QualityAssessment {

    private QualityAssessment() {}

    /**
     * Assesses a picture at working size. How much fine detail there is depends on the scale, so scores compare only
     * pictures that came through the same shrink. Every picture has an answer, a flat one and a single pixel too.
     * Deterministic, keeps nothing, leaves the picture as it is; O(pixels) in time, about 8 bytes a pixel in memory.
     *
     * @param bgr 8-bit picture, blue, green, red, upright, its long side 1024 pixels or, if it has fewer, all of them
     * @param original what is known of the picture before it was shrunk
     * @throws IllegalArgumentException if the picture is empty or of another type
     */
    static TechnicalQuality assess(Mat bgr, OriginalPicture original) {
        return TechnicalQuality.of(measure(bgr, original).subScores());
    }

    static QualityMeasurements measure(Mat bgr, OriginalPicture original) {
        byte[] pixels = pixels(bgr);
        Colourfulness colourfulness = new Colourfulness();
        LumaPlane luma = LumaPlane.of(pixels, bgr.cols(), bgr.rows(), colourfulness::add);
        double noise = ImmerkaerNoise.of(luma);
        return new QualityMeasurements(
                Sharpness.of(luma, noise),
                noise,
                Halo.of(luma),
                Exposure.of(pixels, luma, noise),
                colourfulness.value(),
                Blockiness.of(luma),
                original);
    }

    /** Returns the grey values of a picture. */
    static LumaPlane luma(Mat bgr) {
        return LumaPlane.of(pixels(bgr), bgr.cols(), bgr.rows());
    }

    private static byte[] pixels(Mat bgr) {
        if (bgr.empty() || bgr.type() != CV_8UC3) {
            throw new IllegalArgumentException("bgr must be a picture of 8-bit BGR but was " + bgr);
        }
        int row = 3 * bgr.cols();
        byte[] pixels = new byte[row * bgr.rows()];
        try (PointerScope _ = new PointerScope()) {
            ByteBuffer buffer = bgr.createBuffer();
            // Row by row, as a picture cut out of another has gaps between them.
            for (int y = 0; y < bgr.rows(); y++) {
                buffer.get(Math.toIntExact(y * bgr.step()), pixels, y * row, row);
            }
        }
        return pixels;
    }
}
