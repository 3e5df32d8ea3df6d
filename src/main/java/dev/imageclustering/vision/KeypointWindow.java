package dev.imageclustering.vision;

import java.util.Arrays;

/**
 * What the gradients around one keypoint tell: its directions and its vector.
 *
 * <p>Other than in Lowe's own program and in most others the windows lie around the keypoint itself, not around the
 * sample next to it. Cost: O(sigma * sigma).
 *
 * <p>Keeps its memory from one keypoint to the next. Not safe for several threads.
 *
 * <p>Source: Lowe, <i>Distinctive Image Features from Scale-Invariant Keypoints</i>, IJCV 2004, sections 5 and 6.
 */
final class KeypointWindow {

    /** The length of a vector: 4 x 4 cells of 8 bins. */
    static final int LENGTH = 128;

    private static final int DIRECTIONS = 36;

    /** The Gaussian window of the directions, in sigmas of the keypoint, and how far it is followed. */
    private static final float DIRECTION_SIGMA = 1.5f;

    private static final float DIRECTION_REACH = 3 * DIRECTION_SIGMA;

    /** A further direction counts from this share of the strongest. */
    private static final float FURTHER_DIRECTION = .8f;

    private static final int CELLS = 4;
    private static final int BINS = 8;

    /** A side of a cell, in sigmas of the keypoint. */
    private static final float CELL = 3;

    /** Half of the window in cells: half a cell beyond the outermost cells' own, as these fade out. */
    private static final float REACH = (CELLS + 1) / 2f;

    /** There are cells beyond the edges, one before and two behind, so that nobody asks where a sample falls. */
    private static final int CELLS_BEYOND = 3;

    private static final int ROW = (CELLS + CELLS_BEYOND) * BINS;

    /** No bin may have more than this share of the vector's length. */
    private static final float LARGEST = .2f;

    /** More than there are in either window: the largest sigma is 3.6. */
    private static final int MOST_SAMPLES = 1400;

    /** Angles from -pi to pi lie in the last turn of one and a half, of which the end is then put on the beginning. */
    private final float[] directions = new float[DIRECTIONS + DIRECTIONS / 2 + 1];

    private final Gradients gradients = new Gradients(MOST_SAMPLES);
    private final float[] columns = new float[MOST_SAMPLES];
    private final float[] rows = new float[MOST_SAMPLES];
    private final float[] smoothed = new float[DIRECTIONS];
    private final float[] cells = new float[(CELLS + CELLS_BEYOND) * ROW];

    private float[][] plane = {};
    private int width;
    private int height;
    private float centreX;
    private float centreY;
    private float sigma;

    /** Goes to a keypoint. */
    void centre(ScaleSpace.Octave octave, ScaleSpaceExtremum keypoint) {
        plane = octave.planes()[keypoint.layer()];
        width = octave.width();
        height = octave.height();
        centreX = keypoint.column();
        centreY = keypoint.row();
        sigma = keypoint.sigma();
    }

    /**
     * Returns the directions in which the picture gets lighter around the keypoint: the strongest and all that come near
     * it, in degrees from the x axis towards the y axis, which points down; {@code [0, 360)}.
     */
    float[] directions() {
        collectDirections();
        float strongest = smoothDirections();
        float[] found = new float[DIRECTIONS];
        int n = 0;
        for (int i = 0; i < DIRECTIONS; i++) {
            float before = smoothed[(i + DIRECTIONS - 1) % DIRECTIONS];
            float here = smoothed[i];
            float behind = smoothed[(i + 1) % DIRECTIONS];
            if (here > before && here >= behind && here >= strongest * FURTHER_DIRECTION) {
                float peak = i + (before - behind) / (2 * (before - 2 * here + behind));
                float degrees = (peak + DIRECTIONS) % DIRECTIONS * 360 / DIRECTIONS;
                found[n++] = degrees < 360 ? degrees : 0;
            }
        }
        return Arrays.copyOf(found, n);
    }

    private void collectDirections() {
        gradients.clear();
        float reach = DIRECTION_REACH * sigma;
        float fall = 1 / (2 * DIRECTION_SIGMA * DIRECTION_SIGMA * sigma * sigma);
        int left = Math.max(1, Math.round(centreX - reach));
        int right = Math.min(width - 2, Math.round(centreX + reach));
        int last = Math.min(height - 2, Math.round(centreY + reach));
        for (int y = Math.max(1, Math.round(centreY - reach)); y <= last; y++) {
            float[] above = plane[y - 1];
            float[] here = plane[y];
            float[] below = plane[y + 1];
            float down = (y - centreY) * (y - centreY) * fall;
            for (int x = left; x <= right; x++) {
                float weight = Bell.at(down + (x - centreX) * (x - centreX) * fall);
                gradients.add(here[x + 1] - here[x - 1], below[x] - above[x], weight);
            }
        }
        gradients.measure();
        Arrays.fill(directions, 0);
        for (int i = 0; i < gradients.count(); i++) {
            float turns = gradients.direction(i) / Gradients.TURN;
            directions[(int) (turns * DIRECTIONS + DIRECTIONS + .5f)] += gradients.strength(i);
        }
        for (int i = DIRECTIONS; i < directions.length; i++) {
            directions[i - DIRECTIONS] += directions[i];
        }
    }

    /** Smooths by the binomial weights of 4, and returns the greatest. */
    private float smoothDirections() {
        float greatest = 0;
        for (int i = 0; i < DIRECTIONS; i++) {
            smoothed[i] = (directions[(i + DIRECTIONS - 2) % DIRECTIONS] + directions[(i + 2) % DIRECTIONS]) / 16
                    + (directions[(i + DIRECTIONS - 1) % DIRECTIONS] + directions[(i + 1) % DIRECTIONS]) / 4
                    + directions[i] * 3 / 8;
            greatest = Math.max(greatest, smoothed[i]);
        }
        return greatest;
    }

    /**
     * Returns how much the picture changes in which direction in each of the 4 x 4 cells around the keypoint, seen in
     * one of its {@link #directions}: {@value #LENGTH} numbers, none negative, of length 1; all zero where nothing does.
     */
    float[] vector(float degrees) {
        double direction = Math.toRadians(degrees);
        collectCells((float) direction, (float) StrictMath.cos(direction), (float) StrictMath.sin(direction));
        float[] vector = new float[LENGTH];
        for (int row = 0; row < CELLS; row++) {
            System.arraycopy(cells, (row + 1) * ROW + BINS, vector, row * CELLS * BINS, CELLS * BINS);
        }
        limit(vector);
        return vector;
    }

    private void collectCells(float direction, float cos, float sin) {
        takeWindow(cos, sin);
        gradients.measure();
        Arrays.fill(cells, 0);
        for (int i = 0; i < gradients.count(); i++) {
            // Turned so much that no number is negative, since casts round towards zero.
            float bin = (direction - gradients.direction(i)) * (BINS / Gradients.TURN) + BINS;
            share(columns[i], rows[i], bin, gradients.strength(i));
        }
    }

    private void takeWindow(float cos, float sin) {
        gradients.clear();
        float side = CELL * sigma;
        float perCell = 1 / side;
        // A plane that is blurred so much tells nothing new between samples that are nearer to each other.
        int step = Math.max(2, Math.round(sigma));
        float reach = REACH * side * (Math.abs(cos) + Math.abs(sin));
        int last = Math.min(height - 2, (int) (centreY + reach));
        for (int y = Math.max(1, Math.round(centreY - reach)); y <= last; y += step) {
            float[] above = plane[y - 1];
            float[] here = plane[y];
            float[] below = plane[y + 1];
            float down = (y - centreY) * perCell;
            // Along the row both coordinates within the window change evenly: each keeps to its range for one stretch.
            float from = Math.max(first(down * sin, cos), first(down * cos, -sin));
            float to = Math.min(end(down * sin, cos), end(down * cos, -sin));
            int left = Math.max(1, (int) Math.ceil(centreX + from * side));
            int right = Math.min(width - 2, (int) Math.floor(centreX + to * side));
            for (int x = left; x <= right; x += step) {
                float along = (x - centreX) * perCell;
                float u = along * cos + down * sin;
                float v = down * cos - along * sin;
                float weight = Bell.at((u * u + v * v) / (CELLS * CELLS / 2f));
                int i = gradients.add(here[x + 1] - here[x - 1], below[x] - above[x], weight);
                // The first row may lie half a sample beyond the window, and no bin may become negative.
                columns[i] = Math.max(0, u + REACH);
                rows[i] = Math.max(0, v + REACH);
            }
        }
    }

    private static float first(float offset, float slope) {
        return slope == 0 ? Float.NEGATIVE_INFINITY : (-Math.copySign(REACH, slope) - offset) / slope;
    }

    private static float end(float offset, float slope) {
        return slope == 0 ? Float.POSITIVE_INFINITY : (Math.copySign(REACH, slope) - offset) / slope;
    }

    /** Shares a gradient out among the two nearest columns, rows and bins. */
    private void share(float column, float row, float bin, float strength) {
        int b = (int) bin;
        int c = (int) column;
        int r = (int) row;
        float nextBin = bin - b;
        float right = (column - c) * strength;
        float left = strength - right;
        float lower = row - r;
        int cell = r * ROW + c * BINS;
        int first = cell + (b & BINS - 1);
        int second = cell + (b + 1 & BINS - 1);
        addPair(first, second, left * (1 - lower), nextBin);
        addPair(first + BINS, second + BINS, right * (1 - lower), nextBin);
        addPair(first + ROW, second + ROW, left * lower, nextBin);
        addPair(first + ROW + BINS, second + ROW + BINS, right * lower, nextBin);
    }

    private void addPair(int first, int second, float amount, float share) {
        float further = amount * share;
        cells[first] += amount - further;
        cells[second] += further;
    }

    private static void limit(float[] vector) {
        float largest = LARGEST * length(vector);
        if (largest == 0) {
            return;
        }
        for (int i = 0; i < LENGTH; i++) {
            vector[i] = Math.min(vector[i], largest);
        }
        float length = length(vector);
        for (int i = 0; i < LENGTH; i++) {
            vector[i] /= length;
        }
    }

    private static float length(float[] vector) {
        double squares = 0;
        for (float bin : vector) {
            squares += bin * bin;
        }
        return (float) Math.sqrt(squares);
    }
}
