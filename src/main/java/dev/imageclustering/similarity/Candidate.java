package dev.imageclustering.similarity;

import java.util.Comparator;
import java.util.Objects;

/** An image that is alike another. */
record Candidate(int imageId, Likeness likeness) {

    /** The strongest kind first, in it the most alike, of equal ones the lower id. */
    static final Comparator<Candidate> BEST_FIRST = Comparator.<Candidate, Sameness>comparing(
                    candidate -> Objects.requireNonNull(candidate.likeness().kind()))
            .thenComparingDouble(candidate -> -candidate.likeness().similarity())
            .thenComparingInt(Candidate::imageId);
}
