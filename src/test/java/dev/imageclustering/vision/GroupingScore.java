package dev.imageclustering.vision;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How well clusters match known groups, by BCubed (Bagga and Baldwin 1998): precision is the share of a photo's cluster
 * that is of its group, recall the share of its group that is in its cluster, both averaged over photos.
 *
 * @param all over all photos
 * @param grouped over photos whose group has others
 * @param largestWrong the size of the largest cluster that mixes groups
 * @param singlesGrouped how many photos without a group came into a cluster with others
 */
record GroupingScore(BCubed all, BCubed grouped, long largestWrong, long singlesGrouped) {

    record BCubed(double precision, double recall) {

        double f1() {
            return 2 * precision * recall / (precision + recall);
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "P %.3f R %.3f F %.3f", precision, recall, f1());
        }
    }

    /** One photo: how many are in its cluster, in its group, and in both, itself counted. */
    private record Seat(long cluster, long group, long both) {}

    static GroupingScore of(int[] clusters, List<String> groups) {
        Seat[] seats = new Seat[clusters.length];
        Arrays.setAll(seats, photo -> seat(photo, clusters, groups));
        List<Seat> all = List.of(seats);
        return new GroupingScore(
                bcubed(all),
                bcubed(all.stream().filter(seat -> seat.group > 1).toList()),
                all.stream()
                        .filter(seat -> seat.both < seat.cluster)
                        .mapToLong(Seat::cluster)
                        .max()
                        .orElse(0),
                all.stream().filter(seat -> seat.group == 1 && seat.cluster > 1).count());
    }

    private static Seat seat(int photo, int[] clusters, List<String> groups) {
        int cluster = 0;
        int group = 0;
        int both = 0;
        for (int other = 0; other < clusters.length; other++) {
            boolean sameCluster = clusters[photo] == clusters[other];
            boolean sameGroup = groups.get(photo).equals(groups.get(other));
            cluster += sameCluster ? 1 : 0;
            group += sameGroup ? 1 : 0;
            both += sameCluster && sameGroup ? 1 : 0;
        }
        return new Seat(cluster, group, both);
    }

    private static BCubed bcubed(List<Seat> seats) {
        return new BCubed(
                seats.stream()
                        .mapToDouble(seat -> (double) seat.both / seat.cluster)
                        .average()
                        .orElseThrow(),
                seats.stream()
                        .mapToDouble(seat -> (double) seat.both / seat.group)
                        .average()
                        .orElseThrow());
    }

    @Override
    public String toString() {
        return "all " + all + " | groups " + grouped + " | largest wrong " + largestWrong + ", singles grouped "
                + singlesGrouped;
    }
}
