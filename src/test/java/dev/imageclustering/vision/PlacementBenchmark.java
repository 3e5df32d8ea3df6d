package dev.imageclustering.vision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Measures what it costs to decode in processes of their own: the same photos are analysed in turns either way, and the
 * CPU time of this process and its children, and the time that passes, are told for each turn. Linux only.
 *
 * <p>Arguments: a folder of JPEGs, how many photos, how many threads, how many turns.
 */
final class PlacementBenchmark {

    private final List<Path> photos;
    private final int threads;

    private PlacementBenchmark(List<Path> photos, int threads) {
        this.photos = photos;
        this.threads = threads;
    }

    public static void main(String[] arguments) throws Exception {
        int threads = Integer.parseInt(arguments[2]);
        PlacementBenchmark benchmark =
                new PlacementBenchmark(photos(Path.of(arguments[0]), Integer.parseInt(arguments[1])), threads);
        DecoderProcesses processes = DecoderProcesses.of(threads, Duration.ofMinutes(1));
        try (PictureEngine here = new PictureEngine(PictureLimits.DEFAULT);
                PictureEngine apart = new PictureEngine(PictureLimits.DEFAULT, processes)) {
            for (int turn = 0; turn < Integer.parseInt(arguments[3]); turn++) {
                benchmark.measure("in-process", here);
                benchmark.measure("child", apart);
            }
            printMemory();
        }
    }

    private void measure(String name, PictureEngine engine) throws Exception {
        long cpu = cpuMillis();
        long start = System.nanoTime();
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Future<PictureAnalysis>> analyses = new ArrayList<>();
            for (Path photo : photos) {
                analyses.add(executor.submit(() -> engine.analyze(photo, 1)));
            }
            for (Future<PictureAnalysis> analysis : analyses) {
                analysis.get();
            }
        }
        double millis = (System.nanoTime() - start) / 1e6;
        System.out.printf(
                "%-11s %6.1f CPU-ms a photo, %5.1f photos a second%n",
                name, (double) (cpuMillis() - cpu) / photos.size(), 1000 * photos.size() / millis);
    }

    /** Prints the most memory that this process and each decoder ever held, and what they hold now that all wait. */
    private static void printMemory() throws IOException {
        List<ProcessHandle> processes = new ArrayList<>(List.of(ProcessHandle.current()));
        processes.addAll(ProcessHandle.current().children().toList());
        for (ProcessHandle process : processes) {
            System.out.printf(
                    "%-11s at most %4d MB, now %4d MB%n",
                    process.equals(ProcessHandle.current()) ? "service" : "decoder",
                    megabytes(process, "VmHWM:"),
                    megabytes(process, "VmRSS:"));
        }
        System.out.printf(
                "%-11s largest heap %d MB%n", "service", Runtime.getRuntime().maxMemory() >> 20);
    }

    private static long megabytes(ProcessHandle process, String name) throws IOException {
        return Files.readAllLines(Path.of("/proc/%d/status".formatted(process.pid()))).stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                .findFirst()
                .orElse(0);
    }

    private static List<Path> photos(Path folder, int count) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".jpg"))
                    .sorted()
                    .limit(count)
                    .toList();
        }
    }

    /** Returns the CPU time of this process and its living children; a tick of the system is 10 ms. */
    private static long cpuMillis() throws IOException {
        long ticks = ticks(ProcessHandle.current());
        for (ProcessHandle child : ProcessHandle.current().children().toList()) {
            ticks += ticks(child);
        }
        return 10 * ticks;
    }

    private static long ticks(ProcessHandle process) throws IOException {
        String[] fields = Files.readString(Path.of("/proc/%d/stat".formatted(process.pid())))
                .replaceFirst("^.*\\) ", "")
                .split(" ");
        return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }
}
