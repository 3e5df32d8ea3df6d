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

    Likeness likeness(Probe other) {
        return likeness(other.hash, vector.similarity(other.vector));
    }

    Likeness likeness(long otherHash, double similarity) {
        int distance = hashes.distance(otherHash);
        return Likeness.of(distance, orientation(otherHash, distance), similarity);
    }

    /** Returns the similarity that makes a picture of the hash the same as this one; infinite where none does. */
    double leastSimilarity(long otherHash) {
        if (otherHash == hash) {
            return Likeness.least(0, HashOrientation.UPRIGHT);
        }
        int distance = hashes.distance(otherHash);
        return Likeness.least(distance, orientation(otherHash, distance));
    }

    private HashOrientation orientation(long otherHash, int distance) {
        return distance <= Likeness.EDITED ? hashes.nearest(otherHash) : HashOrientation.UPRIGHT;
    }
}
