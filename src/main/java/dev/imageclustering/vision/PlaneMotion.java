package dev.imageclustering.vision;

/**
 * How a plane in one picture moves to another: a homography, row-major 3 x 3, whose last element is 1. An affine motion
 * has zeros before it.
 */
final class PlaneMotion {

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

    double[] elements() {
        return h.clone();
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

    boolean isFinite() {
        for (double element : h) {
            if (!Double.isFinite(element)) {
                return false;
            }
        }
        return true;
    }
}
