package dev.imageclustering.analysis;

import dev.imageclustering.vision.TechnicalQuality;

/** The named parts of the technical quality. */
public final class QualityParts {

    private QualityParts() {}

    /** Returns what a part weighs in the score, 0 to 1. */
    public static double weight(String part) {
        return TechnicalQuality.weight(part);
    }
}
