package dev.imageclustering.clustering;

/**
 * The innermost loops: what two blocks of rows have in common, pair by pair. Of rows a and b that is the inner product,
 * or for Manhattan the negative sum of the absolute differences; both grow as the rows come nearer.
 */
interface PairKernel {

    /** How many rows a block has. The affinities of two blocks and a strip of each fit in the second cache. */
    int BLOCK = 256;

    /** Lays out up to {@link #BLOCK} rows of d values as the loops want them; missing rows are zeros. */
    float[][] pack(float[][] rows);

    /**
     * Writes the affinity of row r of the first block, for the first {@code rows} of them at least, and row p of the
     * second to {@code out[r][p]}. Time O(rows {@value #BLOCK} d).
     */
    void affinities(float[][] first, int rows, float[][] second, float[][] out);

    /** Returns how often what one column contributes to an affinity is rounded at most. */
    int roundings();

    /**
     * Finds the pairs of one row and a block that are near enough for the one or the other: those whose estimate {@code
     * half + halves[p] - affinities[p]} is below {@code limit} or {@code limits[p]}.
     *
     * @param found gets the places p, ascending
     * @return how many were found
     */
    int collect(float[] affinities, float half, float limit, float[] halves, float[] limits, int[] found);

    /** Returns the fastest kernel that this Java has. */
    static PairKernel of(int d, boolean absolute) {
        boolean vectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        return vectors ? new VectorKernel(d, absolute) : new PortableKernel(d, absolute);
    }
}
