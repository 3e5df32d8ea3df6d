package dev.imageclustering.clustering;

import java.util.List;

/** The kernels that this Java has: one, or two where it was started with the vector module. */
final class Kernels {

    private Kernels() {}

    static List<PairKernel> all(int d, Metric metric) {
        PairKernel portable = new PortableKernel(d, metric == Metric.MANHATTAN);
        PairKernel fastest = PairKernel.of(d, metric == Metric.MANHATTAN);
        return fastest instanceof PortableKernel ? List.of(portable) : List.of(portable, fastest);
    }
}
