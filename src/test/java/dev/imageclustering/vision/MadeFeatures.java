package dev.imageclustering.vision;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Local features made by chance. */
final class MadeFeatures {

    private MadeFeatures() {}

    static KeypointFeatures random(int count, long seed) {
        Random random = new Random(seed);
        List<KeypointFeatures.Keypoint> keypoints = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            keypoints.add(new KeypointFeatures.Keypoint(
                    random.nextInt(500 * 64),
                    random.nextInt(300 * 64),
                    random.nextInt(100),
                    random.nextInt(256),
                    vector(random, 12)));
        }
        return KeypointFeatures.of(512, 384, keypoints);
    }

    static KeypointFeatures withTooLongVector() {
        byte[] vector = new byte[KeypointFeatures.LENGTH];
        vector[0] = 127;
        vector[1] = 127;
        vector[2] = 127;
        return KeypointFeatures.of(512, 384, List.of(new KeypointFeatures.Keypoint(1, 1, 1, 1, vector)));
    }

    static KeypointFeatures outsideOfPicture() {
        return KeypointFeatures.of(
                10, 10, List.of(new KeypointFeatures.Keypoint(64 * 20, 1, 1, 1, new byte[KeypointFeatures.LENGTH])));
    }

    private static byte[] vector(Random random, int deviation) {
        byte[] vector = new byte[KeypointFeatures.LENGTH];
        for (int k = 0; k < vector.length; k++) {
            vector[k] = (byte) Math.clamp(Math.round(random.nextGaussian() * deviation), -40, 40);
        }
        return vector;
    }
}
