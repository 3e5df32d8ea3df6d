package dev.imageclustering.analysis;

import com.drew.metadata.exif.ExifDirectoryBase;
import dev.imageclustering.vision.MadeRawFiles;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Damages the files of a folder again and again, each time in another way, and has a supervised process of its own
 * analyse them. Reports, and keeps the file of, every crash, hang, exception that escapes and excess of memory; the same
 * number gives the same files.
 *
 * <p>Arguments: folder of seeds, minutes, number to start at, folder for what is found.
 */
final class MutationFuzzer {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int COPIES_OF_MADE = 10;
    private static final long MAX_SEED_BYTES = 400_000;
    private static final long MAX_RESIDENT_KILOBYTES = 2_000_000;

    private final List<byte[]> seeds;
    private final List<String> names;
    private final Path found;
    private final Path mutant;
    private final Map<String, Integer> outcomes = new TreeMap<>();
    private Process child;
    private BlockingQueue<String> answers;
    private BufferedWriter paths;
    private long mostResident;
    private long slowestMillis;

    private MutationFuzzer(Path folder, Path found) throws IOException {
        this.found = Files.createDirectories(found).toAbsolutePath();
        this.mutant = this.found.resolve("current");
        this.seeds = new ArrayList<>();
        this.names = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                if (Files.size(file) > 0 && Files.size(file) <= MAX_SEED_BYTES) {
                    seeds.add(Files.readAllBytes(file));
                    names.add(file.getFileName().toString());
                }
            }
        }
        addMade();
    }

    /** Adds formats that the folder has no small file of, several times over, for they are few among many. */
    private void addMade() throws IOException {
        byte[] preview = MadeRawFiles.jpeg(160, 120);
        byte[] directory = new TiffBuilder()
                .image(ExifDirectoryBase.TAG_ORIENTATION, TiffBuilder.shorts(6))
                .image(ExifDirectoryBase.TAG_DATETIME_ORIGINAL, TiffBuilder.ascii("2025:01:02 03:04:05"))
                .build();
        byte[] directories = MadeFile.join(
                MadeFile.box("CMT1", directory), MadeFile.box("CMT2", directory), MadeFile.box("CMT4", directory));
        byte[] canon = MadeRawFiles.canon3(MadeRawFiles.jpeg(400, 300), preview, preview, directories);
        byte[] sigma = MadeRawFiles.sigma(90, List.of(preview, MadeRawFiles.jpeg(400, 300)));
        byte[] jpeg2000 = MadeRawFiles.jpeg2000(2400, 1600);
        for (int i = 0; i < COPIES_OF_MADE; i++) {
            seeds.addAll(List.of(canon, sigma, jpeg2000));
            names.addAll(List.of("made.cr3", "made.x3f", "made.jp2"));
        }
    }

    public static void main(String[] arguments) throws Exception {
        MutationFuzzer fuzzer = new MutationFuzzer(Path.of(arguments[0]), Path.of(arguments[3]));
        fuzzer.run(Duration.ofMinutes(Long.parseLong(arguments[1])), Long.parseLong(arguments[2]));
    }

    private void run(Duration duration, long first) throws Exception {
        Instant end = Instant.now().plus(duration);
        start();
        long number = first;
        for (; Instant.now().isBefore(end); number++) {
            Random random = new Random(number);
            int seed = random.nextInt(seeds.size());
            byte[] other = seeds.get(random.nextInt(seeds.size()));
            Files.write(mutant, new Mutation(random).of(seeds.get(seed), other));
            count(number, names.get(seed), analyse());
            if (number % 1000 == 999) {
                report(number + 1 - first);
            }
        }
        report(number - first);
        child.destroyForcibly();
    }

    private String analyse() throws Exception {
        long start = System.nanoTime();
        paths.write(mutant + "\n");
        paths.flush();
        String answer = answer();
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        slowestMillis = Math.max(slowestMillis, millis);
        if (answer.startsWith("CRASH") || answer.equals("HANG")) {
            child.destroyForcibly().waitFor();
            start();
            return answer;
        }
        long resident = resident();
        mostResident = Math.max(mostResident, resident);
        if (resident > MAX_RESIDENT_KILOBYTES) {
            child.destroyForcibly().waitFor();
            start();
            return "MEMORY";
        }
        return answer;
    }

    private String answer() throws Exception {
        String answer = answers.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return answer == null ? "HANG" : answer;
    }

    private void count(long number, String name, String answer) throws IOException {
        String outcome = answer.split(" ", 2)[0];
        outcomes.merge(outcome, 1, Integer::sum);
        if (List.of("CRASH", "HANG", "MEMORY", FuzzTarget.ESCAPED).contains(outcome)) {
            System.out.printf("%s %d of %s: %s%n", outcome, number, name, answer);
            Files.copy(mutant, found.resolve("%s-%d-%s".formatted(outcome, number, name)));
        }
    }

    private void report(long count) {
        System.out.printf(
                "%d files, %s, at most %d MB, slowest %d ms%n", count, outcomes, mostResident >> 10, slowestMillis);
    }

    private void start() throws IOException {
        child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:-CreateCoredumpOnCrash",
                        "-XX:ErrorFile=" + found.resolve("crash.log"),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FuzzTarget.class.getName())
                .redirectError(found.resolve("stderr.txt").toFile())
                .start();
        BufferedReader lines = child.inputReader(StandardCharsets.UTF_8);
        BlockingQueue<String> queue = new LinkedBlockingQueue<>();
        Thread.ofVirtual().start(() -> forward(lines, queue));
        answers = queue;
        paths = child.outputWriter(StandardCharsets.UTF_8);
    }

    /** Hands on what a child says, each child to a queue of its own; the end of it is its last word. */
    private static void forward(BufferedReader lines, BlockingQueue<String> queue) {
        try (lines) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                queue.add(line);
            }
        } catch (IOException killed) {
            queue.add("CRASH " + killed);
            return;
        }
        queue.add("CRASH");
    }

    /** Returns the most memory that the child ever held, in kilobytes. */
    private long resident() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/%d/status".formatted(child.pid())))) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        return 0;
    }
}
