package dev.imageclustering.vision;

/**
 * Everything that one decode of a picture gives.
 *
 * @param displayedWidth width in pixels after the orientation is applied
 * @param displayedHeight height in pixels after the orientation is applied
 * @param thumbnail JPEG, long side 256 or that of a smaller picture, upright
 * @param largeThumbnail JPEG, long side 1024 or that of a smaller picture, upright
 * @param perceptualHash 64 bits, compared by the number of bits that differ
 * @param descriptor of {@link PictureEngine#descriptorModel()}
 * @param keypoints by which {@link GeometricVerification} compares the picture with others
 * @param truncated whether the file ends too early, so that all of this comes from the part that could be read
 */
// The arrays are handed over to the one caller, who writes them away; copies of them would only cost.
@SuppressWarnings("ArrayRecordComponent")
public record PictureAnalysis(
        PictureHeader header,
        int displayedWidth,
        int displayedHeight,
        byte[] thumbnail,
        byte[] largeThumbnail,
        long perceptualHash,
        float[] descriptor,
        KeypointFeatures keypoints,
        TechnicalQuality quality,
        boolean truncated) {}
