package dev.imageclustering.vision;

/**
 * The gradients of the samples of a window, each with a weight. All are worked out in one go, in a loop without branches
 * and calls, which the compiler turns into vector instructions: directions are what costs most in a descriptor.
 *
 * <p>Keeps its memory from one window to the next. Not safe for several threads.
 */
final class Gradients {

    static final float TURN = (float) (2 * Math.PI);

    private static final float HALF = (float) Math.PI;
    private static final float EIGHTH = (float) (Math.PI / 4);

    private final float[] rightwards;
    private final float[] downwards;
    private final float[] weights;
    private final float[] strengths;
    private final float[] directions;
    private int count;

    /** Room for so many samples. */
    Gradients(int most) {
        this.rightwards = new float[most];
        this.downwards = new float[most];
        this.weights = new float[most];
        this.strengths = new float[most];
        this.directions = new float[most];
    }

    void clear() {
        count = 0;
    }

    int count() {
        return count;
    }

    /** Adds a sample by the change from left to right and from above to below, and returns its number. */
    int add(float right, float down, float weight) {
        rightwards[count] = right;
        downwards[count] = down;
        weights[count] = weight;
        return count++;
    }

    /** Works out what {@link #strength} and {@link #direction} give. */
    void measure() {
        measure(rightwards, downwards, weights, strengths, directions, count);
    }

    /** The length of a sample's gradient times its weight. */
    float strength(int i) {
        return strengths[i];
    }

    /**
     * The angle from the x axis towards the y axis, which points down, in radians, {@code [-pi, pi]}, exact to .0003;
     * {@code pi / 2} for a gradient of length 0.
     */
    float direction(int i) {
        return directions[i];
    }

    private static void measure(float[] xs, float[] ys, float[] weights, float[] strengths, float[] angles, int n) {
        for (int i = 0; i < n; i++) {
            float x = xs[i];
            float y = ys[i];
            strengths[i] = weights[i] * (float) Math.sqrt(x * x + y * y);
            float sum = Math.abs(x) + Math.abs(y);
            float excess = Math.abs(x) - Math.abs(y);
            float larger = Math.abs(excess);
            float ratio = (sum - larger) / (sum + larger + Float.MIN_NORMAL);
            float square = ratio * ratio;
            // The arc tangent is odd, and so is the polynomial that is near it.
            float angle = ((-.0464965f * square + .1593142f) * square - .3276228f) * square * ratio + ratio;
            // Each of these is -1 or 1, but where the parts they are put between are equal anyway.
            float isFlat = Math.signum(excess);
            float isRight = Math.signum(x);
            float isDown = Math.signum(y + Float.MIN_NORMAL);
            float firstQuarter = isFlat * angle + (1 - isFlat) * EIGHTH;
            angles[i] = isDown * (isRight * firstQuarter + (1 - isRight) * (HALF / 2));
        }
    }
}
