package dev.imageclustering.vision;

/**
 * The perception-based image quality evaluator (PIQE), which needs no reference and no training.
 *
 * <p>Blocks of 16 x 16 contrast-normalised values count if they are active (variance at least 0.1). Such a block is
 * noticeably distorted if one of its edges holds six neighbouring values that hardly differ (deviation below 0.1), and
 * noisy if its deviation exceeds twice the disagreement between that deviation and the ratio of the deviations of its
 * two middle columns and the rest. The first adds {@code 1 - variance}, the second {@code variance}.
 *
 * <p>Measured on 60 photos: faint noise betters the value, because it fills the flat edges of clean blocks. With noise
 * of deviation 1, 2 and 3 a photo had a worse value than without in only 3, 10 and 12 % of the cases, with 5 in 32 %.
 * It must not be the only judge of noise, nor have much weight.
 *
 * @see <a href="https://doi.org/10.1109/NCC.2015.7084843">N. Venkatanath et al., Blind Image Quality Evaluation Using
 *     Perception Based Features, NCC 2015, section II</a>
 */
final class PerceptionEvaluator {

    private static final int BLOCK = ContrastNormalisation.ROWS;
    private static final int SEGMENT = 6;
    private static final double ACTIVE_VARIANCE = 0.1;
    private static final double FLAT_DEVIATION = 0.1;
    private static final int MIDDLE_COLUMN = 7;

    private final int width;
    private double distortion;
    private int active;

    private PerceptionEvaluator(int width) {
        this.width = width;
    }

    /**
     * Returns the value of a picture, 0 (nothing to see wrong) to 100. A picture without an active block, be it flat or
     * less than 16 pixels wide or high, has 100; blocks cut by the right and lower edge are left out, where the paper
     * pads. O(pixels).
     */
    static double piqe(LumaPlane luma) {
        PerceptionEvaluator evaluator = new PerceptionEvaluator(luma.width());
        ContrastNormalisation normalisation = new ContrastNormalisation(luma);
        for (int top = 0; top + BLOCK <= luma.height(); top += BLOCK) {
            float[] rows = normalisation.rows(top);
            for (int left = 0; left + BLOCK <= luma.width(); left += BLOCK) {
                evaluator.judge(rows, left);
            }
        }
        return 100 * (evaluator.distortion + 1) / (evaluator.active + 1);
    }

    private void judge(float[] rows, int left) {
        Spread whole = new Spread();
        Spread middle = new Spread();
        for (int y = 0; y < BLOCK; y++) {
            int from = y * width + left;
            for (int x = 0; x < BLOCK; x++) {
                whole.add(rows[from + x]);
            }
            middle.add(rows[from + MIDDLE_COLUMN]);
            middle.add(rows[from + MIDDLE_COLUMN + 1]);
        }
        double variance = whole.variance();
        if (variance < ACTIVE_VARIANCE) {
            return;
        }
        active++;
        // Above 1 only in a block of pure noise, where the difference would turn negative.
        double strength = Math.min(variance, 1);
        if (hasFlatEdge(rows, left)) {
            distortion += 1 - strength;
        }
        if (isNoisy(whole, middle)) {
            distortion += strength;
        }
    }

    private static boolean isNoisy(Spread whole, Spread middle) {
        double surround = Math.sqrt(whole.without(middle).variance());
        double ratio = surround == 0 ? 0 : Math.sqrt(middle.variance()) / surround;
        double deviation = Math.sqrt(whole.variance());
        return deviation > 2 * Math.abs(deviation - ratio) / Math.max(deviation, ratio);
    }

    private boolean hasFlatEdge(float[] rows, int left) {
        int bottom = (BLOCK - 1) * width + left;
        int right = left + BLOCK - 1;
        return hasFlatSegment(rows, left, 1)
                || hasFlatSegment(rows, bottom, 1)
                || hasFlatSegment(rows, left, width)
                || hasFlatSegment(rows, right, width);
    }

    private static boolean hasFlatSegment(float[] rows, int from, int step) {
        for (int start = 0; start + SEGMENT <= BLOCK; start++) {
            Spread segment = new Spread();
            for (int i = start; i < start + SEGMENT; i++) {
                segment.add(rows[from + i * step]);
            }
            if (segment.variance() < FLAT_DEVIATION * FLAT_DEVIATION) {
                return true;
            }
        }
        return false;
    }

    /** Sums from which a sample variance follows. */
    private static final class Spread {

        private double sum;
        private double squares;
        private int count;

        void add(double value) {
            sum += value;
            squares += value * value;
            count++;
        }

        Spread without(Spread part) {
            Spread rest = new Spread();
            rest.sum = sum - part.sum;
            rest.squares = squares - part.squares;
            rest.count = count - part.count;
            return rest;
        }

        double variance() {
            return Math.max(squares - sum * sum / count, 0) / (count - 1);
        }
    }
}
