package dev.imageclustering.clustering;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Arrays;
import java.util.Locale;

/**
 * Prints the CPU-seconds of clustering by number of points and dimension: ours, each peer, and one symmetric all-pairs
 * pass of a BLAS beside them, all in one run. Arguments are sizes ({@code 20000x512}); {@code --peers-up-to=2e10} lets
 * peers out where n x n x d is more.
 */
final class HdbscanBenchmark {

    private static final String[] SIZES = {
        "1000x128",
        "1000x512",
        "5000x128",
        "5000x512",
        "10000x128",
        "10000x512",
        "20000x128",
        "20000x512",
        "50000x128",
        "50000x512",
        "100000x128",
        "1000000x128"
    };
    private static final String PEERS_UP_TO = "--peers-up-to=";
    private static final double MOST_WORK_OF_PEERS = 6e10;
    private static final int WARM_UP = 2_500;
    private static final double LEAST_MEASURED = 0.3;
    private static final int MOST_RUNS = 50;
    private static final int MEGA = 1_000_000;

    private HdbscanBenchmark() {}

    public static void main(String[] args) {
        double mostWorkOfPeers = MOST_WORK_OF_PEERS;
        String[] sizes = args;
        if (args.length > 0 && args[0].startsWith(PEERS_UP_TO)) {
            mostWorkOfPeers = Double.parseDouble(args[0].substring(PEERS_UP_TO.length()));
            sizes = Arrays.copyOfRange(args, 1, args.length);
        }
        System.out.printf(
                "%s %s, %d cores, kernel %s%n",
                System.getProperty("java.vm.name"),
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                PairKernel.of(1, false).getClass().getSimpleName());
        warmUp();
        printHead();
        for (String size : sizes.length == 0 ? SIZES : sizes) {
            String[] shape = size.split("x");
            print(BenchmarkPoints.of(Integer.parseInt(shape[0]), Integer.parseInt(shape[1])), mostWorkOfPeers);
        }
    }

    private static void warmUp() {
        BenchmarkPoints few = BenchmarkPoints.of(WARM_UP, 128);
        BenchmarkPoints more = BenchmarkPoints.of(ApproximateTree.LEAST, 128);
        for (Contender contender : Contender.values()) {
            for (int round = 0; round < (contender.isPeer() ? 1 : 4); round++) {
                contender.run(contender == Contender.APPROXIMATE ? more : few);
            }
        }
    }

    private static void printHead() {
        StringBuilder head = new StringBuilder("| n x d |");
        StringBuilder rule = new StringBuilder("|---|");
        for (Contender contender : Contender.values()) {
            head.append(" ").append(contender.label()).append(" |");
            rule.append("---|");
        }
        System.out.println(head + " exact / BLAS | peak MB | ARI exact | ARI approx |");
        System.out.println(rule + "---|---|---|---|");
    }

    private static void print(BenchmarkPoints points, double mostWorkOfPeers) {
        StringBuilder line = new StringBuilder("| %,d x %d |".formatted(points.n(), points.d()));
        double floor = 0;
        double exact = 0;
        long peak = 0;
        for (Contender contender : Contender.values()) {
            if (!contender.canDo(points, mostWorkOfPeers)) {
                line.append(" - |");
                continue;
            }
            resetPeak();
            double seconds = measure(contender, points);
            line.append(String.format(Locale.ROOT, seconds < 0.1 ? " %.3f |" : " %.2f |", seconds));
            floor = contender == Contender.FLOOR ? seconds : floor;
            exact = contender == Contender.EXACT ? seconds : exact;
            peak = contender.isPeer() ? peak : Math.max(peak, peakMegabytes());
        }
        line.append(exact > 0 ? String.format(Locale.ROOT, " %.1f |", exact / floor) : " - |");
        line.append(" %,d |".formatted(peak));
        line.append(agreement(points, Precision.EXACT, exact > 0));
        line.append(agreement(points, Precision.APPROXIMATE, points.n() >= ApproximateTree.LEAST));
        System.out.println(line);
    }

    /** The CPU-seconds of one run, of several on average where one is too short to be measured. */
    private static double measure(Contender contender, BenchmarkPoints points) {
        double before = cpuSeconds();
        int runs = 0;
        while (runs == 0 || (cpuSeconds() - before < LEAST_MEASURED && runs < MOST_RUNS)) {
            contender.run(points);
            runs++;
        }
        return (cpuSeconds() - before) / runs;
    }

    private static String agreement(BenchmarkPoints points, Precision precision, boolean possible) {
        if (!possible) {
            return " - |";
        }
        int[] labels = Contender.ours(points, precision).clustering().labels();
        return String.format(Locale.ROOT, " %.4f |", Agreement.of(points.truth(), labels));
    }

    private static void resetPeak() {
        System.gc();
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    /** What the heap held at most, garbage and the points included. */
    private static long peakMegabytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .mapToLong(pool -> pool.getPeakUsage().getUsed())
                        .sum()
                / MEGA;
    }

    private static double cpuSeconds() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime()
                / 1e9;
    }
}
