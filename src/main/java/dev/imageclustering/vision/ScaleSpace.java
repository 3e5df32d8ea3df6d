package dev.imageclustering.vision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The scale space of a picture in which SIFT looks for keypoints: octaves, each of half the resolution of the one
 * before, of {@value #LAYERS} + 3 planes, each blurred by the {@value #LAYERS}rd root of two more than the one before.
 * The first octave has twice the picture's own resolution.
 *
 * <p>The last two planes of an octave show nothing finer than the second and third of the next: they are interpolated
 * from these, which is a third of the whole work less. They serve the differences only; the windows of keypoints lie in
 * planes that are blurred.
 *
 * <p>Keeps its memory from one picture to the next (eight floats and more for each sample of the doubled picture: 34 MB
 * for 512 x 512 px). Not safe for several threads.
 *
 * <p>Source: Lowe, <i>Distinctive Image Features from Scale-Invariant Keypoints</i>, IJCV 2004, section 3.
 */
final class ScaleSpace {

    static final int LAYERS = 3;

    /** The blur of an octave's first plane, in samples of that octave. */
    static final double SIGMA = 1.6;

    /** Samples of the first octave for each pixel and axis. */
    static final int ENLARGEMENT = 2;

    private static final int PLANES = LAYERS + 3;

    /** What cameras blur, in pixels. */
    private static final double CAMERA = 0.5;

    private static final int SIDE = 3;
    private static final float NEAREST = 150 / 256f;
    private static final float FARTHER = -25 / 256f;
    private static final float FARTHEST = 3 / 256f;

    private static final GaussianBlur[] STEPS = steps();

    private final List<Octave> octaves = new ArrayList<>();
    private int count;

    /**
     * The planes of one resolution.
     *
     * @param planes {@value #LAYERS} + 3 times {@code height x width}; there may be more rows, and longer ones
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Octave(int width, int height, float[][][] planes) {}

    /** Number of octaves of the present picture. */
    int octaves() {
        return count;
    }

    Octave octave(int i) {
        return octaves.get(i);
    }

    /**
     * Takes a picture in place of the one before.
     *
     * @param grey 0 to 255 unsigned, {@code height x width}, row by row
     * @param smallestSide octaves with a shorter side are left out
     */
    void show(byte[] grey, int width, int height, int smallestSide) {
        int w = width * ENLARGEMENT;
        int h = height * ENLARGEMENT;
        count = 0;
        while (Math.min(w, h) >= smallestSide) {
            Octave octave = room(count, w, h);
            if (count == 0) {
                new DoubledPicture(grey, width, height).draw(firstBlur(), octave.planes[0]);
            } else {
                halve(octaves.get(count - 1), octave);
            }
            for (int layer = 1; layer <= LAYERS; layer++) {
                STEPS[layer].apply(octave.planes[layer - 1], w, h, octave.planes[layer]);
            }
            count++;
            w /= 2;
            h /= 2;
        }
        for (int i = count - 1; i >= 0; i--) {
            complete(i);
        }
    }

    private Octave room(int i, int width, int height) {
        if (i == octaves.size()) {
            octaves.add(new Octave(width, height, new float[PLANES][0][]));
        }
        float[][][] planes = octaves.get(i).planes;
        for (int layer = 0; layer < PLANES; layer++) {
            planes[layer] = Rows.room(planes[layer], width, height);
        }
        octaves.set(i, new Octave(width, height, planes));
        return octaves.get(i);
    }

    private static void halve(Octave fine, Octave coarse) {
        for (int y = 0; y < coarse.height; y++) {
            float[] from = fine.planes[LAYERS][2 * y];
            float[] to = coarse.planes[0][y];
            for (int x = 0; x < coarse.width; x++) {
                to[x] = from[2 * x];
            }
        }
    }

    private void complete(int i) {
        Octave octave = octaves.get(i);
        for (int layer = LAYERS + 1; layer < PLANES; layer++) {
            if (i == count - 1) {
                STEPS[layer].apply(octave.planes[layer - 1], octave.width, octave.height, octave.planes[layer]);
            } else {
                Octave coarser = octaves.get(i + 1);
                interpolate(
                        coarser.planes[layer - LAYERS], coarser.width, coarser.height, octave, octave.planes[layer]);
            }
        }
    }

    /** Puts a value between each two, by the polynomial of fifth degree through three on either side. */
    private static void interpolate(float[][] coarse, int width, int height, Octave fine, float[][] to) {
        float[] row = new float[width + 2 * SIDE];
        float[] between = new float[width];
        float[][] around = new float[2 * SIDE][width];
        for (int y = 0; y < height; y++) {
            System.arraycopy(coarse[y], 0, row, SIDE, width);
            Arrays.fill(row, 0, SIDE, row[SIDE]);
            Arrays.fill(row, SIDE + width, row.length, row[SIDE + width - 1]);
            for (int i = 0; i < around.length; i++) {
                Rows.shift(row, SIDE, i - SIDE + 1, around[i], width);
            }
            middle(around, between, width);
            Rows.interleave(coarse[y], between, width, to[2 * y]);
            if (fine.width > 2 * width) {
                to[2 * y][fine.width - 1] = coarse[y][width - 1];
            }
        }
        for (int y = 1; y < fine.height; y += 2) {
            for (int i = 0; i < around.length; i++) {
                around[i] = to[2 * Math.clamp(y / 2 + i - SIDE + 1L, 0, height - 1)];
            }
            middle(around, to[y], fine.width);
        }
        if (fine.height > 2 * height) {
            System.arraycopy(to[2 * height - 2], 0, to[fine.height - 1], 0, fine.width);
        }
    }

    private static void middle(float[][] six, float[] to, int n) {
        Rows.scale(six[0], FARTHEST, to, n);
        Rows.add(six[2], NEAREST, six[3], NEAREST, to, n);
        Rows.addPairs(six[1], six[4], FARTHER, six[5], six[5], FARTHEST / 2, to, n);
    }

    private static double firstBlur() {
        double camera = CAMERA * ENLARGEMENT;
        return Math.sqrt(SIGMA * SIGMA - camera * camera);
    }

    private static GaussianBlur[] steps() {
        GaussianBlur[] steps = new GaussianBlur[PLANES];
        double growth = Math.sqrt(StrictMath.pow(2, 2.0 / LAYERS) - 1);
        for (int layer = 1; layer < PLANES; layer++) {
            steps[layer] = new GaussianBlur(SIGMA * StrictMath.pow(2, (layer - 1.0) / LAYERS) * growth);
        }
        return steps;
    }
}
