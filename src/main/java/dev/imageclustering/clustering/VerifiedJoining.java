package dev.imageclustering.clustering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Puts new photos into the groups that {@link VerifiedGrouping} found, by the same links: the nearest of each new photo
 * among all are candidates, the comparison of their local features decides, the strongest link counts first, and the
 * larger a group the more is asked ({@link GuardedForest}). New photos that match each other alone become groups of
 * their own.
 */
public final class VerifiedJoining {

    private final DescribedPhotos photos;
    private final Proposals proposals;
    private final GroupingOptions options;
    private final double threshold;
    private final GrowingGroups groups;
    private final Map<Integer, List<PhotoLink>> incident = new HashMap<>();

    private VerifiedJoining(
            DescribedPhotos photos,
            Proposals proposals,
            GroupingOptions options,
            double threshold,
            GrowingGroups groups) {
        this.photos = photos;
        this.proposals = proposals;
        this.options = options;
        this.threshold = threshold;
        this.groups = groups;
    }

    /**
     * Returns the groups with the new photos in them. Time O(q k n d) for q new photos of n with k candidates each, and
     * at most q k comparisons of local features; memory O(q k) beside the photos and the verifier's own.
     *
     * @param labels the group of each photo, 0 or more, {@link FlatClustering#NOISE} or {@link JoinedGroups#FRESH}
     * @param newestFirst what people decided on pairs of the photos
     * @param cut where the tree of the groups was cut, at {@link VerifiedGrouping#CUT} if nobody wanted it elsewhere
     * @throws IllegalArgumentException if the points are not {@code n * d} finite values
     * @throws RunCancelled if the monitor wants it
     */
    public static JoinedGroups join(
            DescribedPhotos photos,
            int[] labels,
            List<DecidedPair> newestFirst,
            PairVerifier verifier,
            GroupingOptions options,
            TreeCut cut,
            RunMonitor monitor) {
        return join(photos, Proposals.NONE, labels, newestFirst, verifier, options, cut, monitor);
    }

    /** Does the same with candidates that another model proposes as well, where they are verified. */
    public static JoinedGroups join(
            DescribedPhotos photos,
            Proposals proposals,
            int[] labels,
            List<DecidedPair> newestFirst,
            PairVerifier verifier,
            GroupingOptions options,
            TreeCut cut,
            RunMonitor monitor) {
        GrowingGroups groups = new GrowingGroups(labels, newestFirst);
        new VerifiedJoining(photos, proposals, options, PairWeighing.strength(cut.distance()), groups)
                .join(labels, verifier, monitor);
        return groups.groups(cut.minGroupSize());
    }

    private void join(int[] labels, PairVerifier verifier, RunMonitor monitor) {
        int[] fresh = IntStream.range(0, labels.length).filter(groups::isFresh).toArray();
        List<PhotoLink> links = links(fresh, verifier, monitor);
        for (PhotoLink link : links) {
            linksOf(link.from()).add(link);
            linksOf(link.to()).add(link);
        }
        links.stream()
                .sorted(Comparator.comparingDouble((PhotoLink link) -> -link.strength())
                        .thenComparingInt(PhotoLink::from)
                        .thenComparingInt(PhotoLink::to))
                .forEach(this::joinIfEnough);
    }

    /** Two photos of which at least one is new, at which rank of the better list, and how far apart. */
    private record Candidate(int from, int to, int rank, double distance) {}

    private List<PhotoLink> links(int[] fresh, PairVerifier verifier, RunMonitor monitor) {
        Points points = Points.of(photos.points(), photos.n(), photos.d(), Metric.COSINE);
        int[] all = IntStream.range(0, photos.n()).toArray();
        NearestRows near = NearestOfFew.of(points, fresh, all, LocalScale.FAR, monitor);
        List<Candidate> candidates = candidates(fresh, near, monitor);
        int[] known = candidates.stream()
                .flatMapToInt(pair -> IntStream.of(pair.from, pair.to))
                .filter(photo -> !groups.isFresh(photo))
                .distinct()
                .toArray();
        LocalScale scale = LocalScale.of(
                both(near, NearestOfFew.of(points, known, all, LocalScale.FAR, monitor)), options.typicalSimilarity());
        Map<Integer, Integer> places = places(fresh, known);
        LinkStrength strength = new LinkStrength(photos, options.verify());
        Phase phase = Phase.begin(monitor, options.verify() ? "verifying" : "linking", candidates.size());
        PhotoLink[] links = new PhotoLink[candidates.size()];
        IntStream.range(0, links.length).parallel().forEach(c -> {
            Candidate pair = candidates.get(c);
            PairEvidence evidence = options.verify()
                    ? verifier.verify(pair.from, pair.to, pair.rank < options.mirrored())
                    : PairEvidence.NONE;
            double closeness = scale.closeness(
                    Objects.requireNonNull(places.get(pair.from)),
                    Objects.requireNonNull(places.get(pair.to)),
                    pair.distance);
            links[c] = new PhotoLink(
                    pair.from,
                    pair.to,
                    1 - pair.distance,
                    closeness,
                    evidence,
                    strength.of(pair.from, pair.to, closeness, evidence));
            phase.advance(1);
        });
        phase.end();
        return List.of(links);
    }

    /** Every pair that may come together once, with its better rank, by photo. */
    private List<Candidate> candidates(int[] fresh, NearestRows near, RunMonitor monitor) {
        Map<List<Integer>, Candidate> candidates = new HashMap<>();
        for (int f = 0; f < fresh.length; f++) {
            for (int rank = 0; rank < Math.min(options.neighbours(), near.k()); rank++) {
                propose(fresh[f], near.id(f, rank), rank, near.distance(f, rank), candidates);
            }
        }
        if (options.verify() && proposals.photos().length > 0) {
            proposeMore(fresh, candidates, monitor);
        }
        return candidates.values().stream()
                .sorted(Comparator.comparingInt(Candidate::from).thenComparingInt(Candidate::to))
                .toList();
    }

    private void proposeMore(int[] fresh, Map<List<Integer>, Candidate> candidates, RunMonitor monitor) {
        int[] known = proposals.photos();
        int[] rows = IntStream.of(fresh)
                .map(photo -> Arrays.binarySearch(known, photo))
                .filter(row -> row >= 0)
                .toArray();
        Points points = Points.of(proposals.points(), known.length, proposals.d(), Metric.COSINE);
        NearestRows near = NearestOfFew.of(
                points, rows, IntStream.range(0, known.length).toArray(), options.neighbours(), monitor);
        PairDistance distances = PairDistance.ofRows(photos.points(), photos.n(), photos.d(), Metric.COSINE);
        for (int r = 0; r < rows.length; r++) {
            int photo = known[rows[r]];
            for (int rank = 0; rank < Math.min(options.neighbours(), near.k()); rank++) {
                int other = known[near.id(r, rank)];
                propose(photo, other, rank, distances.between(photo, other), candidates);
            }
        }
    }

    private void propose(int photo, int other, int rank, double distance, Map<List<Integer>, Candidate> candidates) {
        if (groups.mayJoin(photo, other)) {
            int from = Math.min(photo, other);
            int to = Math.max(photo, other);
            candidates.merge(
                    List.of(from, to),
                    new Candidate(from, to, rank, distance),
                    (one, same) -> one.rank <= same.rank ? one : same);
        }
    }

    private static Map<Integer, Integer> places(int[] fresh, int[] known) {
        Map<Integer, Integer> places = new HashMap<>();
        IntStream.concat(Arrays.stream(fresh), Arrays.stream(known)).forEach(photo -> places.put(photo, places.size()));
        return places;
    }

    private static NearestRows both(NearestRows first, NearestRows second) {
        int[] ids = Arrays.copyOf(first.ids(), first.ids().length + second.ids().length);
        System.arraycopy(second.ids(), 0, ids, first.ids().length, second.ids().length);
        double[] distances = Arrays.copyOf(first.distances(), ids.length);
        System.arraycopy(second.distances(), 0, distances, first.ids().length, second.ids().length);
        return new NearestRows(first.rows() + second.rows(), first.k(), ids, distances);
    }

    private List<PhotoLink> linksOf(int photo) {
        return incident.computeIfAbsent(groups.set(photo), set -> new ArrayList<>());
    }

    private void joinIfEnough(PhotoLink link) {
        if (link.strength() < threshold || !groups.mayJoin(link.from(), link.to())) {
            return;
        }
        double strength = link.strength()
                + support(link)
                - GuardedForest.required(groups.size(link.from()), groups.size(link.to()));
        if (Math.max(strength, GuardedForest.strengthOfRefused(link)) >= threshold) {
            List<PhotoLink> one = linksOf(link.from());
            List<PhotoLink> other = linksOf(link.to());
            List<PhotoLink> more = one.size() < other.size() ? other : one;
            more.addAll(one.size() < other.size() ? one : other);
            incident.remove(groups.set(link.from()));
            incident.remove(groups.set(link.to()));
            groups.join(
                    link.from(),
                    link.to(),
                    link.withStrength(Math.min(strength, link.strength())).probability());
            incident.put(groups.set(link.from()), more);
        }
    }

    /** What the other links say that join the same two groups. */
    private double support(PhotoLink link) {
        int a = groups.set(link.from());
        int b = groups.set(link.to());
        List<PhotoLink> one = linksOf(link.from());
        List<PhotoLink> other = linksOf(link.to());
        return (one.size() < other.size() ? one : other)
                .stream()
                        .filter(some -> !some.equals(link))
                        .filter(some -> joins(some, a, b))
                        .mapToDouble(some -> GuardedForest.supportOf(some.strength()))
                        .sum();
    }

    private boolean joins(PhotoLink link, int a, int b) {
        int from = groups.set(link.from());
        int to = groups.set(link.to());
        return (from == a && to == b) || (from == b && to == a);
    }
}
