package dev.imageclustering.grouping;

import dev.imageclustering.analysis.FeatureModel;
import dev.imageclustering.analysis.KeypointComparison;
import dev.imageclustering.analysis.KeypointMatch;
import dev.imageclustering.clustering.DescribedPhotos;
import dev.imageclustering.clustering.GroupingOptions;
import dev.imageclustering.clustering.PairEvidence;
import dev.imageclustering.clustering.PairVerifier;
import dev.imageclustering.clustering.RunMonitor;
import dev.imageclustering.clustering.VerifiedDial;
import dev.imageclustering.clustering.VerifiedGrouping;
import dev.imageclustering.image.ImageCapture;
import dev.imageclustering.image.ImageSignatures;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** Groups as a person would, by comparing the details of those images that look most alike; nothing to tune. */
@Component
final class AutoMethod implements GroupingMethod {

    private static final String ENGINE_VERSION = "verified/2";

    static final DialRange DIAL = new DialRange(VerifiedDial.NEAREST, VerifiedDial.MIDDLE, VerifiedDial.FARTHEST);

    private final ImageSignatures signatures;
    private final KeypointComparison comparison;

    AutoMethod(ImageSignatures signatures, KeypointComparison comparison) {
        this.signatures = signatures;
        this.comparison = comparison;
    }

    @Override
    public String name() {
        return GroupingMethods.AUTO;
    }

    @Override
    public Grouping group(GroupingInput input, RunMonitor monitor) {
        FeatureMatrix matrix = input.matrix();
        ImageCapture[] captures = captures(matrix);
        VerifiedGrouping found = VerifiedGrouping.of(
                described(matrix, captures),
                input.proposals(),
                verifier(captures),
                options(input.request(), input.featureModel()),
                monitor);
        return new Grouping(found.clustering(), found.tree(), unknown(matrix.rows()), false, ENGINE_VERSION, DIAL);
    }

    static DescribedPhotos described(FeatureMatrix matrix, ImageCapture[] captures) {
        return new DescribedPhotos(
                matrix.values(),
                matrix.rows(),
                matrix.dimension(),
                Arrays.stream(captures).mapToLong(AutoMethod::time).toArray());
    }

    static long time(ImageCapture capture) {
        Instant shotAt = capture.shotAt();
        return shotAt == null ? DescribedPhotos.UNKNOWN : shotAt.toEpochMilli();
    }

    private static double[] unknown(int rows) {
        double[] coreDistances = new double[rows];
        Arrays.fill(coreDistances, Double.POSITIVE_INFINITY);
        return coreDistances;
    }

    static GroupingOptions options(AnalysisRequest request, String comparedBy) {
        double typical = KeypointComparison.typicalSimilarity(comparedBy);
        GroupingOptions options = Boolean.FALSE.equals(request.verify())
                ? GroupingOptions.descriptorOnly(typical)
                : GroupingOptions.verified(typical);
        return options.withShapeComponents(KeypointComparison.shapeComponents(comparedBy));
    }

    /** Returns the options of a run that is over. */
    static GroupingOptions options(RunView run) {
        return options(AnalysisRequest.ofMap(run.parameters()), comparedBy(run));
    }

    /**
     * Returns the model by whose vectors a run that is over told how alike two images are. A neural model only proposes
     * where images are verified: what counts as alike enough is measured for the built-in descriptor.
     */
    static String comparedBy(RunView run) {
        return verifies(AnalysisRequest.ofMap(run.parameters()))
                ? FeatureModel.builtIn().id()
                : String.valueOf(run.featureModel());
    }

    /** Tells whether images are grouped by this method and verified. */
    static boolean verifies(AnalysisRequest request) {
        return GroupingMethods.AUTO.equals(request.method()) && !Boolean.FALSE.equals(request.verify());
    }

    /** An image that was deleted since its vector was loaded has no details; it leaves the batch by itself. */
    ImageCapture[] captures(FeatureMatrix matrix) {
        Map<Integer, ImageCapture> captures =
                signatures.captures(IntStream.of(matrix.imageIds()).boxed().toList());
        return IntStream.of(matrix.imageIds())
                .mapToObj(id -> captures.getOrDefault(id, new ImageCapture(id, "", null)))
                .toArray(ImageCapture[]::new);
    }

    PairVerifier verifier(ImageCapture[] captures) {
        KeypointComparison.Session session = comparison.begin();
        return (a, b, mirrorToo) -> {
            if (captures[a].imageHash().isEmpty() || captures[b].imageHash().isEmpty()) {
                return PairEvidence.NONE;
            }
            KeypointMatch match = session.compare(captures[a], captures[b], mirrorToo);
            return new PairEvidence(match.places(), match.mirrored(), match.comparable(), match.corroboration());
        };
    }
}
