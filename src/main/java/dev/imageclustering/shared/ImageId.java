package dev.imageclustering.shared;

/** The id of an image. */
public record ImageId(int value) {

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
