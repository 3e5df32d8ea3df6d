package dev.imageclustering.vision;

/**
 * How colourful a picture looks, in the scale of its authors: 0 is grey, 15 slightly, 33 moderately, 45 averagely, 59
 * quite, 82 highly, 109 extremely colourful. More is not better in itself.
 *
 * @see <a href="https://doi.org/10.1117/12.477378">D. Hasler, S. Süsstrunk, Measuring Colourfulness in Natural Images,
 *     SPIE 5007, 2003, section 7, the measure M3</a>
 */
final class Colourfulness {

    private Colourfulness() {}

    /**
     * Returns {@code sqrt(var(rg) + var(yb)) + 0.3 sqrt(mean(rg)^2 + mean(yb)^2)} with {@code rg = R - G} and {@code yb =
     * (R + G) / 2 - B}; at most 240. O(pixels).
     *
     * @param bgr interleaved pixels, at least one
     */
    static double of(byte[] bgr) {
        long rg = 0;
        long rgSquares = 0;
        // Twice the opponent, so that the sums stay whole.
        long yb = 0;
        long ybSquares = 0;
        for (int i = 0; i < bgr.length; i += 3) {
            int blue = bgr[i] & 0xff;
            int green = bgr[i + 1] & 0xff;
            int red = bgr[i + 2] & 0xff;
            int redGreen = red - green;
            int yellowBlue = red + green - 2 * blue;
            rg += redGreen;
            rgSquares += (long) redGreen * redGreen;
            yb += yellowBlue;
            ybSquares += (long) yellowBlue * yellowBlue;
        }
        double n = bgr.length / 3.0;
        double meanRg = rg / n;
        double meanYb = yb / n / 2;
        double variances = rgSquares / n - meanRg * meanRg + ybSquares / n / 4 - meanYb * meanYb;
        return Math.sqrt(Math.max(variances, 0)) + 0.3 * Math.hypot(meanRg, meanYb);
    }
}
