package dev.imageclustering.vision;

import java.nio.file.Path;
import java.time.Duration;
import org.bytedeco.javacpp.PointerScope;

/** A program that decodes apart, waits, and is asked to end, upon which it reads once more. Argument: a picture. */
final class DecodersParent {

    private static final long MEGABYTE = 1 << 20;

    private DecodersParent() {}

    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[0]);
        // Not closed: what ends the decoders is the end of this.
        ReadingApart reading = new ReadingApart(
                PictureLimits.DEFAULT,
                new DecoderProcesses(1, Duration.ofSeconds(60), 128 * MEGABYTE, 1024 * MEGABYTE),
                512 * MEGABYTE);
        String first = decoder(reading, file);
        // Before anybody is told: who reads the first line ends this at once.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println(decoder(reading, file))));
        System.out.println(first);
        Thread.currentThread().join();
    }

    /** Returns the process that read the picture. */
    private static String decoder(ReadingApart reading, Path file) {
        try (PointerScope _ = new PointerScope()) {
            reading.read(file, Orientation.UPRIGHT, 64);
            return Long.toString(reading.running().iterator().next().pid());
        } catch (Exception failure) {
            return failure.toString();
        }
    }
}
