package dev.imageclustering.vision;

/**
 * How colourful a picture looks, in the scale of its authors: 0 is grey, 15 slightly, 33 moderately, 45 averagely, 59
 * quite, 82 highly, 109 extremely colourful. More is not better in itself.
 *
 * @see <a href="https://doi.org/10.1117/12.477378">D. Hasler, S. Süsstrunk, Measuring Colourfulness in Natural Images,
 *     SPIE 5007, 2003, section 7, the measure M3</a>
 */
final class Colourfulness {

    private long rg;
    private long rgSquares;

    // Twice the opponent, so that the sums stay whole.
    private long yb;
    private long ybSquares;

    private long pixels;

    /** Adds a row. Its sums fit into an int: up to 8,000 pixels, of squares of at most 510. */
    void add(ColourRow row) {
        add(row.blue(), row.green(), row.red());
    }

    private void add(int[] blue, int[] green, int[] red) {
        int sumOfRg = 0;
        int squaresOfRg = 0;
        int sumOfYb = 0;
        int squaresOfYb = 0;
        for (int x = 0; x < blue.length; x++) {
            int redGreen = red[x] - green[x];
            int yellowBlue = red[x] + green[x] - 2 * blue[x];
            sumOfRg += redGreen;
            squaresOfRg += redGreen * redGreen;
            sumOfYb += yellowBlue;
            squaresOfYb += yellowBlue * yellowBlue;
        }
        rg += sumOfRg;
        rgSquares += squaresOfRg;
        yb += sumOfYb;
        ybSquares += squaresOfYb;
        pixels += blue.length;
    }

    /**
     * Returns {@code sqrt(var(rg) + var(yb)) + 0.3 sqrt(mean(rg)^2 + mean(yb)^2)} with {@code rg = R - G} and {@code yb =
     * (R + G) / 2 - B} of all pixels that were added, at least one; at most 240.
     */
    double value() {
        double n = pixels;
        double meanRg = rg / n;
        double meanYb = yb / n / 2;
        double variances = rgSquares / n - meanRg * meanRg + ybSquares / n / 4 - meanYb * meanYb;
        return Math.sqrt(Math.max(variances, 0)) + 0.3 * Math.hypot(meanRg, meanYb);
    }
}
