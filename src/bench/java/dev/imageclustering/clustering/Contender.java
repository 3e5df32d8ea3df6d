package dev.imageclustering.clustering;

import de.lmu.ifi.dbs.elki.algorithm.clustering.hierarchical.HDBSCANLinearMemory;
import de.lmu.ifi.dbs.elki.algorithm.clustering.hierarchical.extraction.HDBSCANHierarchyExtraction;
import de.lmu.ifi.dbs.elki.data.NumberVector;
import de.lmu.ifi.dbs.elki.database.Database;
import de.lmu.ifi.dbs.elki.database.StaticArrayDatabase;
import de.lmu.ifi.dbs.elki.datasource.ArrayAdapterDatabaseConnection;
import de.lmu.ifi.dbs.elki.distance.distancefunction.minkowski.EuclideanDistanceFunction;
import java.util.Arrays;
import java.util.function.Consumer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;
import org.tribuo.MutableDataset;
import org.tribuo.clustering.ClusterID;
import org.tribuo.clustering.ClusteringFactory;
import org.tribuo.clustering.hdbscan.HdbscanTrainer;
import org.tribuo.datasource.ListDataSource;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.distance.L2Distance;
import org.tribuo.math.neighbour.NeighboursQueryFactoryType;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import smile.clustering.HDBSCAN;

/**
 * What clusters the points of the benchmark, or is measured beside it. Peers compare the unit vectors by Euclidean
 * distance, which is the metric that they are fastest with; the order of the distances is that of the cosine.
 */
enum Contender {
    FLOOR("BLAS pass", MostWork.EXACT, Integer.MAX_VALUE, Contender::multiply),
    EXACT("exact", MostWork.EXACT, Integer.MAX_VALUE, points -> ours(points, Precision.EXACT)),
    PORTABLE("portable", MostWork.PORTABLE, Integer.MAX_VALUE, Contender::portable),
    APPROXIMATE("approx", Double.POSITIVE_INFINITY, Integer.MAX_VALUE, points -> ours(points, Precision.APPROXIMATE)),
    SMILE("Smile", Double.POSITIVE_INFINITY, 5_000, Contender::smile),
    TRIBUO("Tribuo", Double.POSITIVE_INFINITY, Integer.MAX_VALUE, Contender::tribuo),
    ELKI("ELKI", Double.POSITIVE_INFINITY, Integer.MAX_VALUE, Contender::elki);

    /** In n x n x d; a constant of the enum itself could not be named before it. */
    private static final class MostWork {

        /** What is exact unless it is asked for otherwise. */
        static final double EXACT = 6e12;

        /** Half a minute. */
        static final double PORTABLE = 1.3e12;
    }

    private static final int MIN_CLUSTER_SIZE = 10;
    private static final int MIN_SAMPLES = 5;
    private static final int BLAS_BLOCK = 2_000;

    private final String label;
    private final double mostWork;
    private final int mostRows;
    private final Consumer<BenchmarkPoints> job;

    Contender(String label, double mostWork, int mostRows, Consumer<BenchmarkPoints> job) {
        this.label = label;
        this.mostWork = mostWork;
        this.mostRows = mostRows;
        this.job = job;
    }

    String label() {
        return label;
    }

    boolean isPeer() {
        return ordinal() >= SMILE.ordinal();
    }

    /** Whether it ends in bounded time and memory: peers by the limit that was given, in n x n x d. */
    boolean canDo(BenchmarkPoints points, double mostWorkOfPeers) {
        double work = (double) points.n() * points.n() * points.d();
        boolean enough = this != APPROXIMATE || points.n() >= ApproximateTree.LEAST;
        return enough && points.n() <= mostRows && work <= (isPeer() ? mostWorkOfPeers : mostWork);
    }

    void run(BenchmarkPoints points) {
        job.accept(points);
    }

    static HdbscanResult ours(BenchmarkPoints points, Precision precision) {
        HdbscanParameters parameters = HdbscanParameters.of(MIN_CLUSTER_SIZE, MIN_SAMPLES, Metric.COSINE)
                .withPrecision(precision);
        return Hdbscan.run(points.values(), points.n(), points.d(), parameters, RunMonitor.NONE);
    }

    private static void portable(BenchmarkPoints points) {
        Points rows = Points.of(points.values(), points.n(), points.d(), Metric.COSINE);
        EstimatedRows estimated = new EstimatedRows(rows, new PortableKernel(points.d(), false));
        SpanningTree tree =
                ExactTree.of(estimated, MIN_SAMPLES, RunMonitor.NONE).tree();
        Hdbscan.ofSpanningTree(tree, HdbscanParameters.of(MIN_CLUSTER_SIZE, MIN_SAMPLES, Metric.COSINE));
    }

    /** One symmetric all-pairs pass: the inner products of every pair of blocks, on one thread. */
    private static void multiply(BenchmarkPoints points) {
        int d = points.d();
        openblas.blas_set_num_threads(1);
        try (FloatPointer rows = new FloatPointer(points.values());
                FloatPointer products = new FloatPointer((long) BLAS_BLOCK * BLAS_BLOCK)) {
            for (int i = 0; i < points.n(); i += BLAS_BLOCK) {
                for (int j = i; j < points.n(); j += BLAS_BLOCK) {
                    int a = Math.min(BLAS_BLOCK, points.n() - i);
                    int b = Math.min(BLAS_BLOCK, points.n() - j);
                    openblas.cblas_sgemm(
                            openblas.CblasRowMajor,
                            openblas.CblasNoTrans,
                            openblas.CblasTrans,
                            a,
                            b,
                            d,
                            1,
                            rows.getPointer((long) i * d),
                            d,
                            rows.getPointer((long) j * d),
                            d,
                            0,
                            products,
                            BLAS_BLOCK);
                }
            }
        }
    }

    private static void smile(BenchmarkPoints points) {
        HDBSCAN.fit(points.rows(), MIN_SAMPLES + 1, MIN_CLUSTER_SIZE);
    }

    private static void tribuo(BenchmarkPoints points) {
        String[] names = new String[points.d()];
        for (int k = 0; k < names.length; k++) {
            names[k] = "%04d".formatted(k);
        }
        ClusteringFactory factory = new ClusteringFactory();
        var examples = Arrays.stream(points.rows())
                .map(row -> (org.tribuo.Example<ClusterID>)
                        new ArrayExample<>(ClusteringFactory.UNASSIGNED_CLUSTER_ID, names, row))
                .toList();
        var source = new ListDataSource<>(examples, factory, new SimpleDataSourceProvenance("points", factory));
        new HdbscanTrainer(
                        MIN_CLUSTER_SIZE,
                        new L2Distance(),
                        MIN_SAMPLES + 1,
                        Runtime.getRuntime().availableProcessors(),
                        NeighboursQueryFactoryType.BRUTE_FORCE)
                .train(new MutableDataset<>(source));
    }

    private static void elki(BenchmarkPoints points) {
        Database database = new StaticArrayDatabase(new ArrayAdapterDatabaseConnection(points.rows()), null);
        database.initialize();
        new HDBSCANHierarchyExtraction(
                        new HDBSCANLinearMemory<NumberVector>(EuclideanDistanceFunction.STATIC, MIN_SAMPLES + 1),
                        MIN_CLUSTER_SIZE,
                        true)
                .run(database);
    }
}
