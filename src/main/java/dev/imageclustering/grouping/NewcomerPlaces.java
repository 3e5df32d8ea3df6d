package dev.imageclustering.grouping;

import dev.imageclustering.analysis.KeypointComparison;
import dev.imageclustering.batch.BatchCatalog;
import dev.imageclustering.clustering.FlatClustering;
import dev.imageclustering.clustering.GroupDensities;
import dev.imageclustering.clustering.GroupJoining;
import dev.imageclustering.clustering.JoinedGroups;
import dev.imageclustering.clustering.Metric;
import dev.imageclustering.clustering.RunMonitor;
import dev.imageclustering.clustering.TreeCut;
import dev.imageclustering.clustering.VerifiedGrouping;
import dev.imageclustering.clustering.VerifiedJoining;
import dev.imageclustering.image.ImageCapture;
import dev.imageclustering.shared.BatchId;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds the groups that newcomers of a batch join, as the analysis that made the groups would. */
@Component
class NewcomerPlaces {

    /** Photos of the built-in descriptor that are less alike than that are not of one scene (docs/similarity.md). */
    private static final double MAX_COSINE_DISTANCE = 0.6;

    private final BatchCatalog catalog;
    private final RunCatalog runs;
    private final Hierarchies hierarchies;
    private final AutoMethod auto;

    NewcomerPlaces(BatchCatalog catalog, RunCatalog runs, Hierarchies hierarchies, AutoMethod auto) {
        this.catalog = catalog;
        this.runs = runs;
        this.hierarchies = hierarchies;
        this.auto = auto;
    }

    JoinedGroups find(BatchId batch, Newcomers newcomers) {
        Optional<RunView> analysis = runs.analysisInForce(batch);
        if (analysis.isPresent() && analysis.get().method().equals(GroupingMethods.AUTO)) {
            return verified(newcomers, analysis.get(), cut(batch).orElse(TreeCut.of(VerifiedGrouping.CUT)));
        }
        Map<String, Object> parameters = parameters(batch, analysis);
        GroupDensities densities = analysis.filter(run -> newcomers.model().equals(run.featureModel()))
                .map(run -> densities(
                        newcomers, run, cut(batch).map(TreeCut::distance).orElse(Double.POSITIVE_INFINITY)))
                .orElseGet(() -> GroupDensities.unknown(
                        newcomers.matrix().rows(), newcomers.names().size()));
        FeatureMatrix matrix = newcomers.matrix();
        return GroupJoining.join(
                matrix.values(),
                matrix.dimension(),
                newcomers.labels(),
                newcomers.decisions(),
                rule(parameters, newcomers),
                densities,
                RunMonitor.NONE);
    }

    /** Returns what the analysis was asked for that newcomers follow. */
    AnalysisRequest request(BatchId batch) {
        return AnalysisRequest.ofMap(parameters(batch, runs.analysisInForce(batch)));
    }

    private Map<String, Object> parameters(BatchId batch, Optional<RunView> analysis) {
        return analysis.map(RunView::parameters)
                .or(() -> Optional.ofNullable(catalog.get(batch).parameters()))
                .orElse(Map.of());
    }

    /** Returns where the dial cuts the hierarchy, if it does. */
    private Optional<TreeCut> cut(BatchId batch) {
        return runs.inForce(batch).filter(run -> run.kind() == RunKind.CUT).map(Granularity::treeCut);
    }

    private JoinedGroups verified(Newcomers newcomers, RunView run, TreeCut cut) {
        ImageCapture[] captures = auto.captures(newcomers.matrix());
        return VerifiedJoining.join(
                AutoMethod.described(newcomers.matrix(), captures),
                newcomers.vectors().proposals(),
                newcomers.labels(),
                newcomers.decisions(),
                auto.verifier(captures),
                AutoMethod.options(AnalysisRequest.ofMap(run.parameters()), newcomers.model()),
                cut,
                RunMonitor.NONE);
    }

    /** Reads what the run knows of the groups as they are now. A group that the dial cut ends where it was cut. */
    private GroupDensities densities(Newcomers newcomers, RunView run, double cut) {
        Hierarchy hierarchy = hierarchies.of(run);
        int[] rows = newcomers.matrix().imageIds();
        int[] labels = Arrays.stream(hierarchy.imageIds())
                .map(id -> Arrays.binarySearch(rows, id))
                .map(row -> row < 0 ? FlatClustering.NOISE : newcomers.labels()[row])
                .toArray();
        GroupDensities found = GroupDensities.of(
                hierarchy.forest(),
                labels,
                newcomers.names().size(),
                AnalysisRequest.ofMap(run.parameters()).minClusterSize());
        return new GroupDensities(
                cores(hierarchy, rows),
                Arrays.stream(found.births())
                        .map(birth -> Math.min(Hierarchy.atLeast(birth), cut))
                        .toArray(),
                found.densest());
    }

    private static double[] cores(Hierarchy hierarchy, int[] rows) {
        double[] cores = new double[rows.length];
        for (int row = 0; row < rows.length; row++) {
            int point = Arrays.binarySearch(hierarchy.imageIds(), rows[row]);
            cores[row] = point < 0 ? Double.NaN : hierarchy.coreDistances()[point];
        }
        return cores;
    }

    /** What nobody said is the nearest neighbour for a dense neighbourhood, and the cosine distance. */
    private static GroupJoining.Parameters rule(Map<String, Object> parameters, Newcomers newcomers) {
        int minSamples = parameters.get("min_samples") instanceof Number number ? Math.max(1, number.intValue()) : 1;
        Metric metric = AnalysisRequest.metric(parameters).orElse(Metric.COSINE);
        return new GroupJoining.Parameters(minSamples, metric, maxDistance(metric, newcomers));
    }

    /** Of another model's vectors it is not known which distance is too much. */
    private static double maxDistance(Metric metric, Newcomers newcomers) {
        return Double.isNaN(KeypointComparison.typicalSimilarity(newcomers.model()))
                ? Double.POSITIVE_INFINITY
                : HdbscanMethod.distance(
                        MAX_COSINE_DISTANCE, metric, newcomers.matrix().dimension());
    }
}
