package dev.imageclustering.grouping;

/**
 * What a method groups.
 *
 * @param matrix the images and their vectors
 * @param featureModel the model that the vectors come from
 */
public record GroupingInput(FeatureMatrix matrix, String featureModel, AnalysisRequest request) {}
