package dev.imageclustering.vision;

import static dev.imageclustering.vision.SamplePictures.encode;
import static dev.imageclustering.vision.SamplePictures.plain;
import static dev.imageclustering.vision.SamplePictures.quarters;
import static dev.imageclustering.vision.SamplePictures.slice;
import static dev.imageclustering.vision.SamplePictures.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.imageclustering.vision.UnreadablePicture.Code;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingApartTests {

    private static final long MEGABYTE = 1 << 20;
    private static final DecoderProcesses ONE =
            new DecoderProcesses(1, Duration.ofSeconds(60), 256 * MEGABYTE, 2048 * MEGABYTE);
    private static final ReadingApart READING = reading(ONE);
    private static final PictureEngine APART = new PictureEngine(READING);

    private final PictureEngine here = new PictureEngine(PictureLimits.DEFAULT);

    @TempDir
    Path folder;

    @AfterAll
    static void end() {
        APART.close();
    }

    @Test
    void analysesAsThisProcessDoes() throws Exception {
        Path file = write(folder, encode(quarters(300, 200), "jpg"));

        assertThat(APART.analyze(file, 6)).usingRecursiveComparison().isEqualTo(here.analyze(file, 6));
    }

    @Test
    void refusesAsThisProcessDoes() {
        Path file = write(folder, slice(encode(quarters(300, 200), "png"), 0, 200));
        assertRefused(APART, file, Code.CORRUPT);
    }

    @Test
    void reportsMissingFileAsSuch() {
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> APART.analyze(folder.resolve("none"), 1));
    }

    @Test
    void readsOnAfterItsProcessWasKilled() throws Exception {
        Path file = write(folder, encode(quarters(300, 200), "jpg"));
        byte[] before = APART.thumbnail(file, 1, 64);
        for (DecoderProcess process : READING.running()) {
            process.kill();
        }
        assertThat(APART.thumbnail(file, 1, 64)).isEqualTo(before);
    }

    @Test
    void runsNoMoreProcessesThanItMay() throws Exception {
        Path file = write(folder, encode(quarters(300, 200), "jpg"));
        byte[] expected = here.thumbnail(file, 1, 64);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<byte[]>> shown = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                shown.add(threads.submit(() -> APART.thumbnail(file, 1, 64)));
            }
            for (Future<byte[]> one : shown) {
                assertThat(one.get()).isEqualTo(expected);
            }
        }
        assertThat(READING.running()).hasSize(1);
    }

    @Test
    void stopsPictureThatTakesTooLong() {
        DecoderProcesses hasty = new DecoderProcesses(1, Duration.ofMillis(1), 256 * MEGABYTE, 2048 * MEGABYTE);
        try (PictureEngine engine = new PictureEngine(reading(hasty))) {
            assertRefused(engine, slowPng(), Code.TOO_SLOW);
        }
    }

    @Test
    void stopsPictureThatTakesTooMuchMemory() {
        DecoderProcesses small = new DecoderProcesses(1, Duration.ofSeconds(60), 160 * MEGABYTE, 160 * MEGABYTE);
        try (PictureEngine engine = new PictureEngine(reading(small))) {
            assertRefused(engine, slowPng(), Code.TOO_MUCH_MEMORY);
        }
    }

    @Test
    void blamesMemoryOnPictureOnlyInNewProcess() throws Exception {
        DecoderProcesses small = new DecoderProcesses(1, Duration.ofSeconds(60), 160 * MEGABYTE, 160 * MEGABYTE);
        Path first = write(folder, encode(quarters(300, 200), "jpg"));
        Path large = slowPng();
        try (ReadingApart reading = reading(small);
                PictureEngine engine = new PictureEngine(reading);
                ExecutorService observer = Executors.newSingleThreadExecutor()) {
            engine.thumbnail(first, 1, 64);
            AtomicBoolean done = new AtomicBoolean();
            Future<Set<Long>> seen = observer.submit(() -> {
                Set<Long> busy = new HashSet<>();
                while (!done.get()) {
                    reading.running().stream()
                            .filter(DecoderProcess::isReading)
                            .map(DecoderProcess::pid)
                            .forEach(busy::add);
                    Thread.onSpinWait();
                }
                return busy;
            });
            assertRefused(engine, large, Code.TOO_MUCH_MEMORY);
            done.set(true);
            assertThat(seen.get()).as("the used process and a new one").hasSize(2);
        }
    }

    @Test
    void refusesPictureThatEndsItsProcessTwice() {
        assertThat(endingDecodersBy(DecoderProcess::kill))
                .isInstanceOfSatisfying(
                        UnreadablePicture.class,
                        refused -> assertThat(refused.code()).isEqualTo(Code.DECODER_DIED));
    }

    @Test
    void blamesNoPictureWhereItsProcessIsKilledFromOutside() {
        assertThat(endingDecodersBy(
                        process -> ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly)))
                .isInstanceOfSatisfying(
                        DecoderUnavailable.class,
                        unavailable -> assertThat(unavailable.onPicture()).isTrue());
    }

    @Test
    void blamesNoPictureForTheSignalThatEndsTheProgram() {
        assertThat(endingDecodersBy(process -> ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroy)))
                .isInstanceOf(DecoderUnavailable.class);
    }

    /** Returns why a picture is not read while every process that reads it is ended. */
    private Throwable endingDecodersBy(Consumer<DecoderProcess> end) {
        Path file = slowPng();
        try (ReadingApart reading = reading(ONE);
                PictureEngine engine = new PictureEngine(reading);
                ExecutorService killer = Executors.newSingleThreadExecutor()) {
            AtomicBoolean done = new AtomicBoolean();
            Future<?> killing = killer.submit(() -> {
                while (!done.get()) {
                    reading.running().stream().filter(DecoderProcess::isReading).forEach(end);
                    Thread.onSpinWait();
                }
            });
            Throwable failure = catchThrowable(() -> engine.thumbnail(file, 1, 64));
            done.set(true);
            assertThat(killing).succeedsWithin(Duration.ofSeconds(10));
            assertThat(reading.running()).isEmpty();
            return failure;
        }
    }

    @Test
    void givesUpProcessWhoseExchangeBrokeOff() throws Exception {
        Path file = write(folder, encode(quarters(300, 200), "jpg"));
        try (ReadingApart reading = reading(ONE);
                PointerScope _ = new PointerScope()) {
            assertThatExceptionOfType(NullPointerException.class)
                    .isThrownBy(() -> reading.read(file, noOrientation(), 64));
            assertThat(reading.running()).isEmpty();
            assertThat(reading.read(file, Orientation.UPRIGHT, 64).bgr().cols()).isEqualTo(64);
        }
    }

    /** Makes this side fail after it has said half of what it asks for. */
    @SuppressWarnings("NullAway")
    private static Orientation noOrientation() {
        return null;
    }

    @Test
    void refusesByNameWhatTakesMoreMemoryThanThereIs() throws Exception {
        Path file = write(folder, declaring(10_000, MadeRawFiles.jpeg2000(400, 300)));
        DecoderProcesses few = DecoderProcesses.within(300 * MEGABYTE, 1, Duration.ofSeconds(60));
        try (ReadingApart reading = new ReadingApart(PictureLimits.DEFAULT, few, few.pictureBytes());
                PictureEngine engine = new PictureEngine(reading)) {
            assertRefused(engine, file, Code.TOO_MANY_PIXELS);
            assertThat(reading.running()).as("no process had to start for that").isEmpty();
        }
    }

    @Test
    void refusesByNameWhatTakesMoreThanItsProcessesHeap() {
        Path file = write(folder, encode(plain(7000, 4500, BufferedImage.TYPE_3BYTE_BGR, Color.RED), "png"));
        DecoderProcesses small = new DecoderProcesses(1, Duration.ofSeconds(60), 64 * MEGABYTE, 2048 * MEGABYTE);
        try (PictureEngine engine = new PictureEngine(reading(small))) {
            assertRefused(engine, file, Code.TOO_MANY_PIXELS);
        }
    }

    @Test
    void decodesPhotosOfUsualSizesInTheLeastMemory() throws Exception {
        DecoderProcesses least = DecoderProcesses.within(0, 1, Duration.ofSeconds(60));
        try (ReadingApart reading = new ReadingApart(PictureLimits.DEFAULT, least, least.pictureBytes());
                PictureEngine engine = new PictureEngine(reading)) {
            assertThat(engine.thumbnail(largeJpeg(), 1, 64)).isNotEmpty();
            Path png = write(folder, encode(plain(4000, 3000, BufferedImage.TYPE_3BYTE_BGR, Color.RED), "png"));
            assertThat(engine.thumbnail(png, 1, 64)).isNotEmpty();
        }
    }

    @Test
    void blamesNoPictureWhereItsProcessDoesNotStart() {
        long tooMuch = 1L << 50;
        Path picture = write(folder, encode(quarters(300, 200), "jpg"));
        try (ReadingApart reading = reading(new DecoderProcesses(1, Duration.ofSeconds(10), tooMuch, tooMuch))) {
            assertThatExceptionOfType(DecoderUnavailable.class)
                    .isThrownBy(() -> reading.read(picture, Orientation.UPRIGHT, 100))
                    .withMessageStartingWith("A process that decodes pictures does not start")
                    .returns(false, DecoderUnavailable::onPicture);
            assertThat(reading.running()).isEmpty();
        }
    }

    @Test
    void endsItsProcessesWhenItIsClosed() throws Exception {
        ReadingApart reading = reading(ONE);
        Path file = write(folder, encode(quarters(300, 200), "jpg"));
        try (PointerScope _ = new PointerScope()) {
            assertThat(reading.read(file, Orientation.UPRIGHT, 64).bgr().cols()).isEqualTo(64);
        }
        ProcessHandle process =
                ProcessHandle.of(reading.running().iterator().next().pid()).orElseThrow();
        reading.close();

        assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(10));
        assertThatExceptionOfType(DecoderUnavailable.class)
                .isThrownBy(() -> reading.read(file, Orientation.UPRIGHT, 64))
                .withMessageContaining("ending");
    }

    @Test
    void readsOnWhileItsProgramIsEndingAndLeavesNoProcess() throws Exception {
        Path file = write(folder, encode(quarters(300, 200), "jpg"));
        Process program = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DecodersParent.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader says = program.inputReader()) {
            String decoder = says.readLine();
            CompletableFuture<ProcessHandle> ended =
                    ProcessHandle.of(Long.parseLong(decoder)).orElseThrow().onExit();
            program.toHandle().destroy();

            assertThat(says.readLine()).as("the same one, asked within the end").isEqualTo(decoder);
            assertThat(ended).succeedsWithin(Duration.ofSeconds(10));
        } finally {
            program.destroyForcibly();
        }
    }

    /** Returns a JPEG 2000 whose header declares another size than it has, all in one tile. */
    private static byte[] declaring(int side, byte[] jpeg2000) {
        ByteBuffer bytes = ByteBuffer.wrap(jpeg2000);
        int size = 0;
        while (bytes.getShort(size) != (short) 0xFF51) {
            size++;
        }
        for (int place : new int[] {6, 10, 22, 26}) {
            bytes.putInt(size + place, side);
        }
        return jpeg2000;
    }

    /** Takes many times as long to decode as it takes until somebody looks, and about 200 MB. */
    private Path slowPng() {
        return write(folder, encode(plain(7000, 4500, BufferedImage.TYPE_3BYTE_BGR, Color.RED), "png"));
    }

    /** A large picture that is quickly decoded, reduced. */
    private Path largeJpeg() {
        return write(folder, encode(plain(9000, 7000, BufferedImage.TYPE_3BYTE_BGR, Color.RED), "jpg"));
    }

    private static ReadingApart reading(DecoderProcesses processes) {
        return new ReadingApart(PictureLimits.DEFAULT, processes, 512 * MEGABYTE);
    }

    private static void assertRefused(PictureEngine engine, Path file, Code code) {
        assertThatExceptionOfType(UnreadablePicture.class)
                .isThrownBy(() -> engine.analyze(file, 1))
                .returns(code, UnreadablePicture::code);
    }
}
