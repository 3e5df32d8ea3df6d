package dev.imageclustering.analysis;

import dev.imageclustering.image.ImageCapture;
import dev.imageclustering.shared.ImageId;
import dev.imageclustering.vision.GeometricVerification;
import dev.imageclustering.vision.KeypointFeatures;
import dev.imageclustering.vision.PictureEngine;
import dev.imageclustering.vision.PictureMatch;
import org.springframework.stereotype.Component;

/** Compares images by their local features. */
@Component
public class KeypointComparison {

    private final ImageKeypoints keypoints;
    private final long cacheBytes;

    KeypointComparison(ImageKeypoints keypoints) {
        this.keypoints = keypoints;
        this.cacheBytes = Runtime.getRuntime().maxMemory() / 4;
    }

    /** Returns comparisons that keep the features they used last, as far as a quarter of the heap holds them. */
    public Session begin() {
        return new Session(new RecentFeatures(cacheBytes));
    }

    /**
     * Returns how alike two images of different things are on average by a model's vectors, among those nearest to each
     * other; NaN for a model of which that is not known.
     */
    public static double typicalSimilarity(String featureModel) {
        return PictureEngine.descriptorModel().id().equals(featureModel)
                ? PictureEngine.TYPICAL_SIMILARITY
                : Double.NaN;
    }

    /** Returns how many components at the front of a model's vectors describe shape alone; 0 where that is not known. */
    public static int shapeComponents(String featureModel) {
        return PictureEngine.descriptorModel().id().equals(featureModel) ? PictureEngine.shapeComponents() : 0;
    }

    /** Many comparisons among the same images. Thread-safe. */
    public final class Session {

        private final RecentFeatures recent;

        private Session(RecentFeatures recent) {
            this.recent = recent;
        }

        /** Compares two images; about 1.5 ms, and as long again with {@code mirrorToo} where they have little in common. */
        public KeypointMatch compare(ImageCapture a, ImageCapture b, boolean mirrorToo) {
            KeypointFeatures first = features(a);
            KeypointFeatures second = features(b);
            PictureMatch match = GeometricVerification.verify(first, second, mirrorToo);
            int comparable = Math.min(first.count(), second.count());
            return new KeypointMatch(match.inliers(), match.mirrored(), comparable, match.corroboration());
        }

        private KeypointFeatures features(ImageCapture image) {
            return recent.get(image.id(), () -> keypoints.of(new ImageId(image.id()), image.imageHash()));
        }
    }
}
