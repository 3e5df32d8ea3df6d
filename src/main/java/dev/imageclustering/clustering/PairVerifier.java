package dev.imageclustering.clustering;

/**
 * Compares two pictures by their local features. Called by many threads at once; the answer may depend neither on the
 * order of the two nor on anything asked before.
 */
@FunctionalInterface
public interface PairVerifier {

    /**
     * Compares the pictures of rows a and b.
     *
     * @param mirrorToo whether to look for mirrored copies where the pictures as they are do not match
     */
    PairEvidence verify(int a, int b, boolean mirrorToo);
}
