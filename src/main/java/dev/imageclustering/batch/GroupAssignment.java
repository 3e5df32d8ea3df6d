package dev.imageclustering.batch;

/**
 * The group that a run found for an image.
 *
 * @param probability how firmly the image belongs to it, in 0..1
 * @param outlierScore how much of an outlier the image is, in 0..1
 */
public record GroupAssignment(String label, double probability, double outlierScore) {}
