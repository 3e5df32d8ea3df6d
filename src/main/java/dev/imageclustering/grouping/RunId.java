package dev.imageclustering.grouping;

/** The id of a run. */
public record RunId(int value) {

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
