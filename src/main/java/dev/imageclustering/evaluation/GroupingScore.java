package dev.imageclustering.evaluation;

import dev.imageclustering.clustering.FlatClustering;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How well clusters match known groups. BCubed (A. Bagga, B. Baldwin, Entity-based cross-document coreferencing, COLING
 * 1998): precision is the share of a photo's cluster that is of its group, recall the share of its group that is in its
 * cluster, both averaged over photos. Noise is a cluster of its own for each photo.
 *
 * @param all BCubed over all photos
 * @param grouped BCubed over the photos whose group has others
 * @param pairs over pairs of photos: precision is the share of those put together that belong together
 * @param groupsExact the share of the groups of two and more that are a cluster exactly
 * @param singlesGrouped the share of the photos of their own that came into a cluster with others
 * @param largestWrong the size of the largest cluster that mixes groups, 0 for none
 * @param tiers BCubed over the photos of each tier
 */
record GroupingScore(
        Rates all,
        Rates grouped,
        Rates pairs,
        double groupsExact,
        double singlesGrouped,
        long largestWrong,
        Map<String, Rates> tiers) {

    /** Precision and recall; 1 where there is nothing to be wrong about. */
    record Rates(double precision, double recall) {

        double f1() {
            return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.3f (%.3f / %.3f)", f1(), precision, recall);
        }
    }

    /** One photo: how many are in its cluster, in its group, and in both, itself counted. */
    private record Seat(String tier, long cluster, long group, long both) {}

    static GroupingScore of(int[] labels, LabelledPhotos photos) {
        List<Seat> seats = seats(labels, photos);
        List<Seat> inGroups = seats.stream().filter(seat -> seat.group > 1).toList();
        List<Seat> singles = seats.stream().filter(seat -> seat.group == 1).toList();
        return new GroupingScore(
                bcubed(seats),
                bcubed(inGroups),
                pairs(seats),
                exact(inGroups),
                share(singles.stream().filter(seat -> seat.cluster > 1).count(), singles.size(), 0),
                seats.stream()
                        .filter(seat -> seat.both < seat.cluster)
                        .mapToLong(Seat::cluster)
                        .max()
                        .orElse(0),
                inGroups.stream()
                        .collect(Collectors.groupingBy(
                                Seat::tier,
                                TreeMap::new,
                                Collectors.collectingAndThen(Collectors.toList(), GroupingScore::bcubed))));
    }

    private static List<Seat> seats(int[] labels, LabelledPhotos photos) {
        IntFunction<Integer> cluster = i -> labels[i] == FlatClustering.NOISE ? -1 - i : labels[i];
        record Both(int cluster, String group) {}
        Map<Integer, Long> clusters = new HashMap<>();
        Map<String, Long> groups = new HashMap<>();
        Map<Both, Long> boths = new HashMap<>();
        for (int i = 0; i < labels.length; i++) {
            clusters.merge(cluster.apply(i), 1L, Long::sum);
            groups.merge(photos.groups().get(i), 1L, Long::sum);
            boths.merge(new Both(cluster.apply(i), photos.groups().get(i)), 1L, Long::sum);
        }
        return IntStream.range(0, labels.length)
                .mapToObj(i -> {
                    String group = photos.groups().get(i);
                    int own = cluster.apply(i);
                    return new Seat(
                            photos.tiers().get(i),
                            clusters.getOrDefault(own, 1L),
                            groups.getOrDefault(group, 1L),
                            boths.getOrDefault(new Both(own, group), 1L));
                })
                .toList();
    }

    private static Rates bcubed(Collection<Seat> seats) {
        return new Rates(
                seats.stream()
                        .mapToDouble(seat -> (double) seat.both / seat.cluster)
                        .average()
                        .orElse(1),
                seats.stream()
                        .mapToDouble(seat -> (double) seat.both / seat.group)
                        .average()
                        .orElse(1));
    }

    /** Each pair is counted from both its ends, which the shares do not show. */
    private static Rates pairs(List<Seat> seats) {
        long right = seats.stream().mapToLong(seat -> seat.both - 1).sum();
        long together = seats.stream().mapToLong(seat -> seat.cluster - 1).sum();
        long belonging = seats.stream().mapToLong(seat -> seat.group - 1).sum();
        return new Rates(share(right, together, 1), share(right, belonging, 1));
    }

    /** Each photo of an exact group stands for its share of it. */
    private static double exact(List<Seat> seats) {
        double groups = seats.stream().mapToDouble(seat -> 1.0 / seat.group).sum();
        double exact = seats.stream()
                .filter(seat -> seat.both == seat.group && seat.both == seat.cluster)
                .mapToDouble(seat -> 1.0 / seat.group)
                .sum();
        return groups == 0 ? 1 : exact / groups;
    }

    private static double share(long part, long whole, double ofNothing) {
        return whole == 0 ? ofNothing : (double) part / whole;
    }

    /** The head of the table whose lines {@link #line} makes. */
    static String head() {
        return "%-26s %-23s %-23s %-23s %6s %8s %6s  %s"
                .formatted(
                        "method",
                        "BCubed F1 (P / R)",
                        "group photos only",
                        "pairs",
                        "exact",
                        "singles",
                        "wrong",
                        "recall by tier");
    }

    String line(String method) {
        String recalls = tiers.entrySet().stream()
                .map(tier -> String.format(
                        Locale.ROOT, "%s %.2f", tier.getKey(), tier.getValue().recall()))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "%-26s %-23s %-23s %-23s %5.1f%% %7.2f%% %6d  %s",
                method,
                all,
                grouped,
                pairs,
                100 * groupsExact,
                100 * singlesGrouped,
                largestWrong,
                recalls);
    }
}
