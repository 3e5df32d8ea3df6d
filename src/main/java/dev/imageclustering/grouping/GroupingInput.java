package dev.imageclustering.grouping;

import dev.imageclustering.clustering.Proposals;

/**
 * What a method groups.
 *
 * @param matrix the images and their vectors
 * @param featureModel the model that these vectors come from
 * @param proposals vectors of a neural model, where the others are the built-in descriptor's
 */
public record GroupingInput(FeatureMatrix matrix, String featureModel, Proposals proposals, AnalysisRequest request) {}
