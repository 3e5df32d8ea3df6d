package dev.imageclustering.clustering;

/** Whether a clustering is computed exactly, at a cost that grows with the square of the number of points. */
public enum Precision {
    /** Exact up to a size that was measured, approximate above it. */
    AUTO,

    /** Exact at any size. */
    EXACT,

    /** From approximate neighbours, at any size that has any use for them. */
    APPROXIMATE
}
