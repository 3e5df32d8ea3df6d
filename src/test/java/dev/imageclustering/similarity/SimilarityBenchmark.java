package dev.imageclustering.similarity;

import com.sun.management.OperatingSystemMXBean;
import dev.imageclustering.clustering.HammingIndex;
import dev.imageclustering.image.ImageSignature;
import dev.imageclustering.image.ImageStanding;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Prints what a search costs in a library of made signatures, in which every twentieth image is a copy of another; a
 * program, not a test. Arguments: the number of images, the dimension of vectors and the number of hashes alone.
 */
final class SimilarityBenchmark {

    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final int COPY = 20;
    private static final int QUERIES = 30;

    private final Random random = new Random(1);
    private final int images;
    private final int dimension;
    private final int hashes;

    private SimilarityBenchmark(int images, int dimension, int hashes) {
        this.images = images;
        this.dimension = dimension;
        this.hashes = hashes;
    }

    public static void main(String[] arguments) {
        int[] sizes = Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
        SimilarityBenchmark benchmark = sizes.length == 3
                ? new SimilarityBenchmark(sizes[0], sizes[1], sizes[2])
                : new SimilarityBenchmark(100_000, 1_792, 1_000_000);
        benchmark.searchLibrary();
        IntStream.of(1_000, 5_000, 20_000).forEach(benchmark::compareDifferentPicturesOfOneHash);
        benchmark.searchHashes();
    }

    private void searchLibrary() {
        long before = used();
        SignatureRows rows = new SignatureRows(dimension, Long.MAX_VALUE);
        long start = cpu();
        float[] vector = new float[dimension];
        long hash = 0;
        for (int id = 1; id <= images; id++) {
            if (id % COPY != 0) {
                vector = vector();
                hash = hash();
            } else {
                hash ^= 1L << random.nextInt(63);
            }
            rows.put(new ImageSignature(id, Instant.EPOCH, hash, vector));
        }
        print("%d signatures of %d values taken in: %d CPU-ms", images, dimension, millis(start));
        print("memory: %d MB", (used() - before) >> 20);
        CopyFamilies families = new CopyFamilies(rows);
        start = cpu();
        int found = families(families);
        print("families of copies, first time: %d in %d CPU-ms", found, millis(start));
        time("families of copies, afterwards", () -> families(families));
        VectorStore vectors = rows.vectors();
        time("similar images", () -> search(rows, vectors).size());
        time("families after one more image", () -> {
            rows.put(new ImageSignature(images + 1, Instant.EPOCH, hash(), vector()));
            return families(families);
        });
    }

    private static int families(CopyFamilies families) {
        boolean more = true;
        while (more) {
            more = families.takeInMore();
        }
        return families.families().size();
    }

    private List<Candidate> search(SignatureRows rows, VectorStore vectors) {
        int row = random.nextInt(images);
        Probe probe = new Probe(rows.imageId(row), rows.hash(row), vectors.get(row));
        return LibraryIndex.searchRows(rows, vectors, probe, likeness -> true, 84);
    }

    private void compareDifferentPicturesOfOneHash(int pictures) {
        List<Integer> family = IntStream.range(0, pictures).boxed().toList();
        Map<Integer, Probe> probes = new HashMap<>();
        Map<Integer, ImageStanding> standings = new HashMap<>();
        for (int id : family) {
            probes.put(id, new Probe(id, 0, CompactVector.of(vector())));
            standings.put(id, new ImageStanding(id, null, null, null, null, null));
        }
        long start = cpu();
        int found = Star.of(family, probes, standings).size();
        print("copies among %d different pictures of one hash: %d in %d CPU-ms", pictures, found, millis(start));
    }

    private void searchHashes() {
        long[] all = new long[hashes];
        for (int i = 0; i < hashes; i++) {
            all[i] = i % COPY == 1 ? all[i - 1] ^ 1L << random.nextInt(63) : hash();
        }
        time("comparing %d hashes in eight orientations".formatted(hashes), () -> {
            int[] found = new int[1];
            for (long turned : HashOrientations.of(hash()).hashes()) {
                HammingIndex.forEachWithin(all, hashes, turned, Likeness.EDITED, (i, distance) -> found[0]++);
            }
            return found[0];
        });
        long start = cpu();
        HammingIndex index = HammingIndex.of(all);
        print("index of %d hashes: %d CPU-ms", hashes, millis(start));
        for (int radius : new int[] {3, 6, 8, 10}) {
            int sample = radius > 7 ? hashes / 20 : hashes / 4;
            long[] pairs = new long[1];
            start = cpu();
            for (int i = 0; i < sample; i++) {
                index.forEachWithin(all[i], radius, (other, distance) -> pairs[0]++);
            }
            print(
                    "join within %d bits: %d hashes against all in %d CPU-ms, %.1f CPU-s for all; %d pairs",
                    radius, sample, millis(start), millis(start) / 1e3 * hashes / sample, pairs[0] - sample);
        }
    }

    private interface Work {
        int run();
    }

    private static void time(String name, Work work) {
        double[] times = new double[QUERIES];
        long found = 0;
        for (int i = 0; i < QUERIES; i++) {
            long start = cpu();
            found += work.run();
            times[i] = (cpu() - start) / 1e6;
        }
        Arrays.sort(times);
        print(
                "%s: %.1f CPU-ms (median of %d), %.1f at most; %d found",
                name, times[QUERIES / 2], QUERIES, times[QUERIES - 1], found);
    }

    private float[] vector() {
        float[] vector = new float[dimension];
        double squares = 0;
        for (int k = 0; k < dimension; k++) {
            vector[k] = (float) random.nextGaussian();
            squares += vector[k] * vector[k];
        }
        for (int k = 0; k < dimension; k++) {
            vector[k] /= (float) Math.sqrt(squares);
        }
        return vector;
    }

    /** Returns a hash in which 31 of the 63 bits are set, as in those of pictures. */
    private long hash() {
        long hash = 0;
        while (Long.bitCount(hash) < 31) {
            hash |= 1L << random.nextInt(63);
        }
        return hash;
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Returns the processor time of all threads, in ns: other work on the machine does not count. */
    private static long cpu() {
        return PROCESS.getProcessCpuTime();
    }

    private static long millis(long start) {
        return (cpu() - start) / 1_000_000;
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
