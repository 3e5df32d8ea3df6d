package dev.imageclustering.vision;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;

/**
 * What a picture has at its full resolution and loses when it is shrunk for all other parts: crispness and grain.
 *
 * <p>Of the {@link TileSpectra tiles} by their energy in the middle band, the best tenth is the subject and those between
 * 80 and 95 % are the ground. The crispness is the energy of the middle over that of the low band in the subject, less
 * that of the ground, so that grain is not taken for detail; being a ratio it depends neither on light nor on contrast. A
 * Gaussian blur of .7 pixels halves it, one of 1 pixel thirds it.
 *
 * <p>Fails on a picture textured all over, whose ground is no ground, and likes sharpening of soft photos.
 *
 * @param crispness from 0 (blurred, or nothing to be seen) upwards; of camera photos .03 to .7
 * @param grain standard deviation of the noise in grey levels, as far as the compression left it
 */
record FineStructure(double crispness, double grain) {

    // Decoded whole they take 120 MB on their way from the decoder's process.
    private static final long MOST_PIXELS = 40_000_000;

    private static final double SUBJECT = 0.1;
    private static final double GROUND_FROM = 0.8;
    private static final double GROUND_TO = 0.95;

    // Coefficients of the middle and the high band in a block.
    private static final int FINE_COEFFICIENTS = 55;

    // Mean energy in the low band of a block, below which there is nothing to be crisp.
    private static final double FLAT = 4;

    private static final double MOST_DETAIL = 5.5;

    /**
     * Returns the parts by name, each 0..1, 1 being the best.
     *
     * <ul>
     *   <li>{@code detail}: {@code min(log2(1 + 100 crispness) / 5.5, 1)}, so that more than .45, as sharpening makes it, is no gain
     *   <li>{@code grain}: {@code 1 - log2(1 + grain) / 7}
     * </ul>
     */
    Map<String, Double> subScores() {
        return Map.of(
                "detail", QualityMeasurements.share(QualityMeasurements.log2(1 + 100 * crispness) / MOST_DETAIL),
                "grain", QualityMeasurements.quietness(grain));
    }

    /**
     * Measures a picture in its file.
     *
     * @param reading for what is no JPEG of the usual kind
     * @return nothing for a picture that is too large to be decoded in its full size
     */
    static Optional<FineStructure> of(Path file, PictureReading reading) throws UnreadablePicture, IOException {
        PictureHeader header;
        try (ByteSource source = ByteSource.open(file)) {
            header = PictureHeader.read(file, PictureLimits.DEFAULT);
            Optional<TileSpectra> coded =
                    header.format() == PictureFormat.JPEG ? JpegSpectra.read(source) : Optional.empty();
            if (coded.isPresent()) {
                return coded.map(FineStructure::of);
            }
        }
        if (header.pixels() > MOST_PIXELS) {
            return Optional.empty();
        }
        try (PointerScope _ = new PointerScope()) {
            UprightPicture whole = reading.read(file, Orientation.UPRIGHT, PictureLimits.DEFAULT.maxSide());
            return Optional.of(of(PixelSpectra.of(whole.bgr())));
        }
    }

    /** Measures a picture; O(n log n) in the tiles. */
    static FineStructure of(TileSpectra spectra) {
        int tiles = spectra.tiles();
        int[] best = IntStream.range(0, tiles)
                .boxed()
                .sorted((a, b) ->
                        Double.compare(spectra.energy(b, TileSpectra.MIDDLE), spectra.energy(a, TileSpectra.MIDDLE)))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] subject = mean(spectra, best, 0, Math.max((int) (SUBJECT * tiles), 1));
        double[] ground = mean(spectra, best, (int) (GROUND_FROM * tiles), (int) (GROUND_TO * tiles));
        double low = Math.max(subject[TileSpectra.LOW] - ground[TileSpectra.LOW], FLAT);
        double middle = Math.max(subject[TileSpectra.MIDDLE] - ground[TileSpectra.MIDDLE], 0);
        double noise = ground[TileSpectra.MIDDLE] + ground[TileSpectra.HIGH];
        return new FineStructure(middle / low, Math.sqrt(noise / FINE_COEFFICIENTS));
    }

    /** Returns the mean energies of a block in some of the tiles, by band; zero where there are none. */
    private static double[] mean(TileSpectra spectra, int[] order, int from, int to) {
        double[] energies = new double[TileSpectra.BANDS];
        for (int tile : Arrays.copyOfRange(order, from, Math.max(to, from))) {
            for (int band = 0; band < energies.length; band++) {
                energies[band] += spectra.energy(tile, band) / ((double) TileSpectra.BLOCKS * (to - from));
            }
        }
        return energies;
    }
}
