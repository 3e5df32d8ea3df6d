package dev.imageclustering.grouping;

/**
 * The distances that the ends of the dial stand for.
 *
 * @param near at 0: images that are nearly identical are that near to each other
 * @param far at 1: images of the same place are that near
 */
public record DialRange(double near, double far) {

    public DialRange {
        if (!(near >= 0 && far > near && far < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "A dial goes from a distance to a greater one, not from %s to %s".formatted(near, far));
        }
    }

    /** Returns the distance of a value in 0..1: linear, so a greater value never has a smaller distance. */
    double distance(double value) {
        return near + value * (far - near);
    }
}
