package dev.imageclustering.grouping;

import org.jspecify.annotations.Nullable;

/**
 * What came of a run, in figures.
 *
 * @param approximate whether neighbours were searched approximately
 * @param engineVersion the version of what found the groups
 * @param featureModel the model that the vectors come from
 */
record RunFacts(
        boolean approximate,
        String engineVersion,
        @Nullable String featureModel,
        int images,
        int groups,
        int ungrouped) {}
