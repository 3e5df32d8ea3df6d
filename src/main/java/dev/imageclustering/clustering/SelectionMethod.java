package dev.imageclustering.clustering;

/** How a flat clustering is taken from the hierarchy. */
public enum SelectionMethod {
    /** The clusters that together have the greatest stability: few, large, persistent ones. */
    EXCESS_OF_MASS,

    /** The clusters that do not split any further: many, small, homogeneous ones. */
    LEAF
}
