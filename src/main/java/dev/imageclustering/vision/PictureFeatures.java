package dev.imageclustering.vision;

/**
 * What tells how alike a picture is to others.
 *
 * @param descriptor of {@link PictureEngine#descriptorModel()}
 * @param keypoints by which {@link GeometricVerification} compares the picture with others
 */
@SuppressWarnings("ArrayRecordComponent")
public record PictureFeatures(float[] descriptor, KeypointFeatures keypoints) {}
