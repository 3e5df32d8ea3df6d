package dev.imageclustering.shared;

/** The id of a batch. */
public record BatchId(int value) {

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
