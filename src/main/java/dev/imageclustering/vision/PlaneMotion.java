package dev.imageclustering.vision;

/**
 * How a plane in one picture moves to another: a homography, row-major 3 x 3, whose last element is 1. An affine motion
 * has zeros before it. Immutable.
 */
public final class PlaneMotion {

    private final double[] h;

    PlaneMotion(double[] h) {
        this.h = h;
    }

    /** Turns by the angle, scales, and then brings (ax, ay) to (bx, by). */
    static PlaneMotion similarity(double ax, double ay, double bx, double by, double angle, double scale) {
        double c = scale * StrictMath.cos(angle);
        double s = scale * StrictMath.sin(angle);
        return new PlaneMotion(new double[] {c, -s, bx - c * ax + s * ay, s, c, by - s * ax - c * ay, 0, 0, 1});
    }

    /** Left and right exchanged in a picture of that width. */
    static PlaneMotion mirror(int width) {
        return new PlaneMotion(new double[] {-1, 0, width - 1.0, 0, 1, 0, 0, 0, 1});
    }

    /** Returns a copy of the nine elements. */
    public double[] elements() {
        return h.clone();
    }

    /** Tells whether parallel lines stay parallel. */
    public boolean isAffine() {
        return h[6] == 0 && h[7] == 0;
    }

    /** Returns what the other does, followed by this. */
    PlaneMotion after(PlaneMotion other) {
        double[] product = new double[9];
        for (int i = 0; i < 9; i++) {
            int row = i / 3 * 3;
            product[i] = h[row] * other.h[i % 3] + h[row + 1] * other.h[3 + i % 3] + h[row + 2] * other.h[6 + i % 3];
        }
        return scaled(product);
    }

    /** Returns the way back. */
    PlaneMotion inverse() {
        return scaled(new double[] {
            h[4] * h[8] - h[5] * h[7], h[2] * h[7] - h[1] * h[8], h[1] * h[5] - h[2] * h[4],
            h[5] * h[6] - h[3] * h[8], h[0] * h[8] - h[2] * h[6], h[2] * h[3] - h[0] * h[5],
            h[3] * h[7] - h[4] * h[6], h[1] * h[6] - h[0] * h[7], h[0] * h[4] - h[1] * h[3]
        });
    }

    private static PlaneMotion scaled(double[] elements) {
        double last = elements[8];
        for (int i = 0; i < elements.length; i++) {
            elements[i] /= last;
        }
        return new PlaneMotion(elements);
    }

    private double w(double x, double y) {
        return h[6] * x + h[7] * y + h[8];
    }

    double x(double x, double y) {
        return (h[0] * x + h[1] * y + h[2]) / w(x, y);
    }

    double y(double x, double y) {
        return (h[3] * x + h[4] * y + h[5]) / w(x, y);
    }

    /** The derivatives at a place: dx'/dx, dx'/dy, dy'/dx, dy'/dy. */
    double[] jacobian(double x, double y) {
        double w = w(x, y);
        double toX = x(x, y);
        double toY = y(x, y);
        return new double[] {
            (h[0] - toX * h[6]) / w, (h[1] - toX * h[7]) / w, (h[3] - toY * h[6]) / w, (h[4] - toY * h[7]) / w
        };
    }

    /** How much an area grows at a place; negative where it is turned over. */
    double growth(double x, double y) {
        double[] j = jacobian(x, y);
        return j[0] * j[3] - j[1] * j[2];
    }

    /** How much longer than wide a small circle becomes at a place: 1 or more. */
    double stretch(double x, double y) {
        double[] j = jacobian(x, y);
        double squares = j[0] * j[0] + j[1] * j[1] + j[2] * j[2] + j[3] * j[3];
        double twice = 2 * Math.abs(j[0] * j[3] - j[1] * j[2]);
        double root = Math.sqrt(Math.max(0, squares * squares - twice * twice));
        return twice == 0 ? Double.POSITIVE_INFINITY : Math.sqrt((squares + root) / Math.max(1e-300, squares - root));
    }

    /** Where a direction at a place points to afterwards, in radians from the x axis towards the y axis. */
    double turned(double x, double y, double direction) {
        double[] j = jacobian(x, y);
        double c = StrictMath.cos(direction);
        double s = StrictMath.sin(direction);
        return StrictMath.atan2(j[2] * c + j[3] * s, j[0] * c + j[1] * s);
    }

    boolean isFinite() {
        for (double element : h) {
            if (!Double.isFinite(element)) {
                return false;
            }
        }
        return true;
    }
}
