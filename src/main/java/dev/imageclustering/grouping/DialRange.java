package dev.imageclustering.grouping;

/**
 * The distances that the ends and the middle of the dial stand for.
 *
 * @param near at 0: images that are nearly identical are that near to each other
 * @param middle at one half
 * @param far at 1: images of the same place are that near
 */
public record DialRange(double near, double middle, double far) {

    public DialRange {
        if (!(near >= 0 && middle > near && far > middle && far < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("A dial goes from a distance to greater ones, not from %s by %s to %s"
                    .formatted(near, middle, far));
        }
    }

    /** Returns a dial whose middle is half way. */
    static DialRange even(double near, double far) {
        return new DialRange(near, (near + far) / 2, far);
    }

    /** Returns the distance of a value in 0..1: linear in each half, so a greater value never has a smaller distance. */
    double distance(double value) {
        return value <= 0.5 ? near + 2 * value * (middle - near) : middle + (2 * value - 1) * (far - middle);
    }
}
