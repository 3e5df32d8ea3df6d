package dev.imageclustering.grouping;

/**
 * What is decided on two images.
 *
 * @param a the lower id
 * @param b the higher id
 */
record ImagePair(int a, int b, DecisionKind kind) {

    static ImagePair of(int one, int other, DecisionKind kind) {
        return new ImagePair(Math.min(one, other), Math.max(one, other), kind);
    }
}
