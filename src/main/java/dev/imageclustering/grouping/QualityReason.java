package dev.imageclustering.grouping;

import dev.imageclustering.analysis.QualityParts;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The part of its quality that an image loses most by against another. */
enum QualityReason {
    ARTEFACTS("more artefacts of compression or sharpening than %d"),
    RESOLUTION("fewer pixels than %d"),
    SHARPNESS("less sharp than %d"),
    EXPOSURE("worse exposed than %d"),
    NOISE("noisier than %d"),
    CLIPPING("more clipped highlights or colours than %d"),
    DETAIL("less sharp in full size than %d"),
    GRAIN("grainier in full size than %d");

    // Of the score's hundred: less than that nobody sees.
    private static final double LEAST = 0.05;

    private final String text;

    QualityReason(String text) {
        this.text = text;
    }

    /**
     * Returns the part with the largest loss by weight, of equals the first; empty where nothing worth a word is lost, or
     * the parts of one of the two are not known.
     *
     * @param parts of the image by name, each in 0..1
     * @param ofBest of the image that it is measured against
     */
    static Optional<QualityReason> of(Map<String, Double> parts, Map<String, Double> ofBest) {
        QualityReason largest = null;
        double most = LEAST;
        for (QualityReason reason : values()) {
            double loss = reason.loss(parts, ofBest);
            if (loss > most) {
                largest = reason;
                most = loss;
            }
        }
        return Optional.ofNullable(largest);
    }

    String than(int bestId) {
        return text.formatted(bestId);
    }

    private double loss(Map<String, Double> parts, Map<String, Double> ofBest) {
        String part = name().toLowerCase(Locale.ROOT);
        Double own = parts.get(part);
        Double best = ofBest.get(part);
        return own == null || best == null ? 0 : 100 * QualityParts.weight(part) * (best - own);
    }
}
