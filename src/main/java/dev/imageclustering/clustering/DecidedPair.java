package dev.imageclustering.clustering;

/**
 * A person's word on two points: that they belong into one cluster (must-link), or that they do not (cannot-link).
 *
 * @param together whether they belong together
 */
public record DecidedPair(int a, int b, boolean together) {

    public DecidedPair {
        if (a == b || a < 0 || b < 0) {
            throw new IllegalArgumentException("a and b must be two points, not %d and %d".formatted(a, b));
        }
    }
}
