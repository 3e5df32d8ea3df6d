package dev.imageclustering.analysis;

/**
 * What vectors come from.
 *
 * @param id its name and version
 * @param dimension how many values a vector has
 */
public record FeatureModel(String id, int dimension) {}
