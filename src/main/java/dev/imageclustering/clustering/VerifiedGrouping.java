package dev.imageclustering.clustering;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Groups photos as a person would: what shows the same scene, object or shot, from two photos on, with nothing to tune.
 * The nearest photos by descriptor are candidates, the comparison of their local features decides, and groups are what
 * is linked ({@link GuardedForest}); everything else is noise. After J. Philbin, O. Chum, M. Isard, J. Sivic,
 * A. Zisserman, Object retrieval with large vocabularies and fast spatial matching, CVPR 2007, and J. Philbin,
 * A. Zisserman, Object mining using a matching graph on very large image collections, ICVGIP 2008.
 *
 * @param clustering the groups as clusters; a photo's probability is that of the strongest link that holds it in its
 *     group, its outlier score what is left to 1
 * @param tree how photos come together, by {@link #distance} of the links' strengths; cutting it at {@link #CUT} gives the
 *     groups, below it only what is more alike, above it what may be the same place
 * @param links the links between candidates that have any strength worth naming, by photo
 */
public record VerifiedGrouping(FlatClustering clustering, SpanningTree tree, List<PhotoLink> links) {

    /** The strength from which on a link joins two photos. */
    public static final double THRESHOLD = 6.5;

    /** The distance at which the tree is cut. */
    public static final double CUT = distance(THRESHOLD);

    /** Weaker links say nothing, not even in numbers. */
    private static final double WORTH_NAMING = 2;

    public VerifiedGrouping {
        links = List.copyOf(links);
    }

    /**
     * Groups the photos. Neither the number of threads nor the order of the photos changes the groups, but for ties of
     * equal similarity. Runs on the common pool, or on the fork-join pool that the caller runs on.
     *
     * <p>Time O(n^2 d) for the neighbours and about {@code 0.7 n k} comparisons of local features, k being the number of
     * candidates a photo; memory O(n (d + k)) beside the verifier's own.
     *
     * @param verifier asked once for every pair of candidates, each photo's in a row
     * @throws IllegalArgumentException if the points are not {@code n * d} finite values
     * @throws RunCancelled if the monitor wants it
     */
    public static VerifiedGrouping of(
            DescribedPhotos photos, PairVerifier verifier, GroupingOptions options, RunMonitor monitor) {
        return of(photos, Proposals.NONE, verifier, options, monitor);
    }

    /**
     * Does the same with candidates that another model proposes as well, where they are verified. Their comparisons, and
     * the search for them, come on top.
     */
    public static VerifiedGrouping of(
            DescribedPhotos photos,
            Proposals proposals,
            PairVerifier verifier,
            GroupingOptions options,
            RunMonitor monitor) {
        NearestRows nearest =
                Neighbours.nearest(photos.points(), photos.n(), photos.d(), LocalScale.FAR, Metric.COSINE, monitor);
        CandidatePairs candidates = CandidatePairs.of(photos, nearest, proposals, options, monitor);
        List<PhotoLink> links = links(photos, nearest, candidates, verifier, options, monitor);
        return grouped(photos.n(), links);
    }

    /** Returns the distance of a strength: 1 for none, the less the more of it. */
    public static double distance(double strength) {
        return 1 / (1 + strength / 8);
    }

    private static VerifiedGrouping grouped(int n, List<PhotoLink> links) {
        SpanningTree tree = GuardedForest.of(n, links);
        return new VerifiedGrouping(flat(n, tree), tree, links);
    }

    private static List<PhotoLink> links(
            DescribedPhotos photos,
            NearestRows nearest,
            CandidatePairs candidates,
            PairVerifier verifier,
            GroupingOptions options,
            RunMonitor monitor) {
        Closeness closenesses = Closeness.of(photos, nearest, options, monitor);
        LinkStrength strength = new LinkStrength(photos, options.verify());
        PairDistance distances = PairDistance.ofRows(photos.points(), photos.n(), photos.d(), Metric.COSINE);
        Phase phase = Phase.begin(monitor, options.verify() ? "verifying" : "linking", candidates.count());
        PhotoLink[] links = new PhotoLink[candidates.count()];
        IntStream.range(0, links.length).parallel().forEach(c -> {
            int from = candidates.from(c);
            int to = candidates.to(c);
            PairEvidence evidence = options.verify()
                    ? verifier.verify(from, to, candidates.rank(c) < options.mirrored())
                    : PairEvidence.NONE;
            double closeness = closenesses.between(from, to);
            links[c] = new PhotoLink(
                    from,
                    to,
                    1 - distances.between(from, to),
                    closeness,
                    evidence,
                    strength.of(from, to, closeness, evidence));
            phase.advance(1);
        });
        phase.end();
        return Arrays.stream(links)
                .filter(link -> link.strength() >= WORTH_NAMING)
                .toList();
    }

    private static FlatClustering flat(int n, SpanningTree tree) {
        DisjointSets sets = new DisjointSets(n);
        double[] strongest = new double[n];
        Arrays.fill(strongest, 1);
        for (int e = 0; e < tree.edges() && tree.weight()[e] <= CUT; e++) {
            sets.union(tree.from()[e], tree.to()[e]);
            strongest[tree.from()[e]] = Math.min(strongest[tree.from()[e]], tree.weight()[e]);
            strongest[tree.to()[e]] = Math.min(strongest[tree.to()[e]], tree.weight()[e]);
        }
        int[] labels = labels(n, sets);
        double[] probabilities = new double[n];
        double[] outlierScores = new double[n];
        for (int i = 0; i < n; i++) {
            double strength = 8 / strongest[i] - 8;
            probabilities[i] = labels[i] == FlatClustering.NOISE ? 0 : 1 / (1 + Math.exp(1.5 * (THRESHOLD - strength)));
            outlierScores[i] = 1 - probabilities[i];
        }
        return new FlatClustering(
                labels,
                probabilities,
                outlierScores,
                Arrays.stream(labels).max().orElse(-1) + 1);
    }

    /** Numbers the groups of two and more by size, then by their lowest photo. */
    private static int[] labels(int n, DisjointSets sets) {
        long[] groups = IntStream.range(0, n)
                .filter(i -> sets.size(i) > 1)
                .boxed()
                .collect(Collectors.toMap(sets::find, i -> i, Math::min))
                .values()
                .stream()
                .mapToLong(first -> (long) (n - sets.size(first)) << 32 | first)
                .sorted()
                .toArray();
        int[] numbers = new int[n];
        Arrays.fill(numbers, FlatClustering.NOISE);
        for (int group = 0; group < groups.length; group++) {
            numbers[sets.find((int) groups[group])] = group;
        }
        int[] labels = new int[n];
        Arrays.setAll(labels, i -> numbers[sets.find(i)]);
        return labels;
    }
}
