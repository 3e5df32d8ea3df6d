package dev.imageclustering.vision;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * What SIFT finds in one picture: row i of each array is keypoint i, in the detector's order.
 *
 * @param vectors RootSIFT, {@code n x 128}
 * @param places x and y in pixels, the diameter in pixels, the direction in degrees, the strength; {@code n x 5}
 */
@SuppressWarnings("ArrayRecordComponent")
record SiftKeypoints(int width, int height, float[][] vectors, float[][] places) {

    private static final int DIAMETER = 2;
    private static final int DEGREES = 3;
    private static final int STRENGTH = 4;

    /** Codes are in steps of 1/128; the mean of the one component that is never near 0 is taken off first. */
    private static final double STEPS = 128;

    private static final double MEAN_OF_FIRST = 0.76;

    /** Returns the strongest in the form that is kept; of equally strong ones those further left, then further up. */
    KeypointFeatures strongest() {
        Comparator<float[]> order =
                Comparator.comparingDouble((float[] place) -> -place[STRENGTH]).thenComparing(Arrays::compare);
        return KeypointFeatures.of(
                width,
                height,
                IntStream.range(0, places.length)
                        .boxed()
                        .sorted(Comparator.comparing(i -> places[i], order))
                        .limit(KeypointFeatures.MOST)
                        .map(i -> compact(places[i], vectors[i]))
                        .toList());
    }

    private KeypointFeatures.Keypoint compact(float[] place, float[] vector) {
        return new KeypointFeatures.Keypoint(
                position(place[0], width),
                position(place[1], height),
                (int) Math.clamp(
                        Math.round(StrictMath.log(place[DIAMETER]) / StrictMath.log(2) / KeypointFeatures.OCTAVE),
                        0L,
                        255L),
                (int) Math.round(place[DEGREES] * 256.0 / 360) & 0xff,
                codes(vector));
    }

    private static int position(float pixels, int side) {
        return (int) Math.round(Math.clamp(pixels, 0.0, side) / KeypointFeatures.PIXEL);
    }

    private static byte[] codes(float[] rootSift) {
        float[] components = HistogramCosines.components(rootSift);
        byte[] codes = new byte[HistogramCosines.LENGTH];
        for (int k = 0; k < codes.length; k++) {
            double component = components[k] - (k == 0 ? MEAN_OF_FIRST : 0);
            codes[k] = (byte) Math.clamp(Math.round(component * STEPS), -Byte.MAX_VALUE, Byte.MAX_VALUE);
        }
        return codes;
    }
}
