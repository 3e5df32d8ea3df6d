package dev.imageclustering.grouping;

import dev.imageclustering.clustering.FlatClustering;
import dev.imageclustering.clustering.SpanningTree;

/**
 * The groups that a method found, and the hierarchy that they are a cut of. Points are the rows of the input.
 *
 * @param groups the group of each image, firmness and outlier score
 * @param forest the links by which images become one as the distance grows; the current hierarchy from now on
 * @param coreDistances how far each image is from the neighbour that makes it dense; infinite where the method knows none
 * @param approximate whether neighbours were searched approximately
 * @param engineVersion the version of what found the groups, such as {@code hdbscan/1}
 * @param dial which distances of the forest the ends of the dial stand for
 */
public record Grouping(
        FlatClustering groups,
        SpanningTree forest,
        double[] coreDistances,
        boolean approximate,
        String engineVersion,
        DialRange dial) {}
