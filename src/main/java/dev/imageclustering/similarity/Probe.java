package dev.imageclustering.similarity;

import dev.imageclustering.image.ImageSignature;
import dev.imageclustering.vision.HashOrientation;

/** One image, ready to be compared with many. */
final class Probe {

    private final int imageId;
    private final long hash;
    private final HashOrientations hashes;
    private final CompactVector vector;

    Probe(int imageId, long hash, CompactVector vector) {
        this.imageId = imageId;
        this.hash = hash;
        this.hashes = HashOrientations.of(hash);
        this.vector = vector;
    }

    static Probe of(ImageSignature signature) {
        return new Probe(signature.id(), signature.perceptualHash(), CompactVector.of(signature.features()));
    }

    int imageId() {
        return imageId;
    }

    CompactVector vector() {
        return vector;
    }

    long hash() {
        return hash;
    }

    /** Tells of most images that they are not alike, without making anything. */
    boolean mayBeAlike(long otherHash, double similarity) {
        return similarity >= Likeness.SCENE || hashes.distance(otherHash) <= Likeness.EDITED;
    }

    Likeness likeness(long hash, double similarity) {
        int distance = hashes.distance(hash);
        HashOrientation orientation = distance <= Likeness.EDITED ? hashes.nearest(hash) : HashOrientation.UPRIGHT;
        return Likeness.of(distance, orientation, similarity);
    }
}
