package dev.imageclustering.clustering;

/**
 * The nearest rows of each of many rows, equally many for each. The arrays are shared and must not be changed.
 *
 * @param rows how many rows have a list
 * @param k the length of each list, 0 or more
 * @param ids {@code ids[row * k + rank]} is the row at that rank, 0 for the nearest; of equally near ones the lower
 *     comes first
 * @param distances the exact distances of the same
 */
public record NearestRows(int rows, int k, int[] ids, double[] distances) {

    public NearestRows {
        if (ids.length != rows * k || distances.length != ids.length) {
            throw new IllegalArgumentException(
                    "%d x %d, but %d ids, %d distances".formatted(rows, k, ids.length, distances.length));
        }
    }

    /** Returns the neighbour of the row at that rank. */
    public int id(int row, int rank) {
        return ids[row * k + rank];
    }

    /** Returns the distance of the neighbour of the row at that rank. */
    public double distance(int row, int rank) {
        return distances[row * k + rank];
    }
}
