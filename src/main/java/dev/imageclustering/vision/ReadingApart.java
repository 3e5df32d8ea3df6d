package dev.imageclustering.vision;

import dev.imageclustering.vision.DecodeMemory.Lease;
import dev.imageclustering.vision.DecoderExchange.FileFailed;
import dev.imageclustering.vision.DecoderExchange.Request;
import dev.imageclustering.vision.UnreadablePicture.Code;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Reads pictures in processes of their own, so that a file that brings a decoder down, or keeps it busy for ever, costs
 * nothing but that file. Only headers are read in this process, by Java. Thread-safe.
 */
final class ReadingApart implements PictureReading {

    private static final int WATCH_MILLIS = 50;
    private static final int ATTEMPTS = 2;

    private final PictureLimits limits;
    private final DecoderProcesses settings;
    private final DecodeMemory memory;
    private final Semaphore places;
    private final ConcurrentLinkedDeque<DecoderProcess> idle = new ConcurrentLinkedDeque<>();
    private final Set<DecoderProcess> running = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService watch;
    private final Thread atShutdown;
    private volatile boolean closed;

    ReadingApart(PictureLimits limits, DecoderProcesses settings, long memoryBytes) {
        this.limits = limits;
        this.settings = settings;
        this.memory = new DecodeMemory(memoryBytes);
        this.places = new Semaphore(settings.count(), true);
        this.watch = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("decoder-watch").daemon(true).factory());
        var _ = watch.scheduleWithFixedDelay(
                () -> running.forEach(DecoderProcess::watch), WATCH_MILLIS, WATCH_MILLIS, TimeUnit.MILLISECONDS);
        // A signal to end reaches the decoders too, of which their pictures must not be thought the cause.
        this.atShutdown = new Thread(this::end, "decoder-end");
        Runtime.getRuntime().addShutdownHook(atShutdown);
    }

    @Override
    public UprightPicture read(Path file, Orientation orientation, int longSide) throws UnreadablePicture, IOException {
        long needed;
        try (ByteSource source = ByteSource.open(file)) {
            needed = PictureDecoder.bytes(source, PictureLayout.read(source, limits), longSide);
        }
        memory.requireFits(needed);
        places.acquireUninterruptibly();
        try (Lease _ = memory.reserve(needed)) {
            return read(new Request(file.toAbsolutePath(), orientation, longSide));
        } finally {
            places.release();
        }
    }

    /** A process can end for reasons of its own once; one picture that ends it twice is the reason. */
    private UprightPicture read(Request request) throws UnreadablePicture, IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            DecoderProcess process = take();
            try {
                UprightPicture picture = process.read(request);
                idle.push(process);
                return picture;
            } catch (UnreadablePicture refused) {
                idle.push(process);
                throw refused;
            } catch (FileFailed failure) {
                idle.push(process);
                throw new IOException(failure.getMessage(), failure);
            } catch (IOException ended) {
                discard(process);
                refuseExcess(process);
            }
        }
        throw new UnreadablePicture(
                Code.DECODER_DIED, "The decoder broke down on the picture, and once more on a second attempt.");
    }

    private void refuseExcess(DecoderProcess process) throws UnreadablePicture {
        DecoderProcess.Excess excess = process.excess();
        if (excess == null) {
            return;
        }
        switch (excess) {
            case TIME ->
                throw new UnreadablePicture(
                        Code.TOO_SLOW,
                        "Decoding the picture takes more than %d seconds of computing."
                                .formatted(settings.timeout().toSeconds()));
            case MEMORY ->
                throw new UnreadablePicture(
                        Code.TOO_MUCH_MEMORY,
                        "Decoding the picture takes more than %d MB of memory."
                                .formatted(settings.maxResidentBytes() >> 20));
        }
    }

    private DecoderProcess take() throws IOException {
        DecoderProcess waiting = idle.poll();
        while (waiting != null && !waiting.isAlive()) {
            discard(waiting);
            waiting = idle.poll();
        }
        requireOpen();
        if (waiting != null) {
            return waiting;
        }
        DecoderProcess started = new DecoderProcess(limits, settings);
        running.add(started);
        if (closed) {
            discard(started);
        }
        requireOpen();
        try {
            started.awaitReady();
        } catch (IOException doesNotStart) {
            discard(started);
            requireOpen();
            throw doesNotStart;
        }
        return started;
    }

    private void requireOpen() throws IOException {
        if (closed) {
            throw new IOException("The program is ending");
        }
    }

    private void discard(DecoderProcess process) {
        process.kill();
        running.remove(process);
    }

    /** Returns the processes that are running, for tests. */
    Set<DecoderProcess> running() {
        return Set.copyOf(running);
    }

    @Override
    public void close() {
        end();
        try {
            var _ = Runtime.getRuntime().removeShutdownHook(atShutdown);
        } catch (IllegalStateException alreadyEnding) {
            // Then the hook runs, and finds nothing left.
            return;
        }
    }

    private void end() {
        closed = true;
        watch.shutdownNow();
        running.forEach(DecoderProcess::kill);
    }
}
