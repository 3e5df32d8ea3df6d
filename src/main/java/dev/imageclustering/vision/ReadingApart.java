package dev.imageclustering.vision;

import dev.imageclustering.vision.DecodeMemory.Lease;
import dev.imageclustering.vision.DecoderExchange.FileFailed;
import dev.imageclustering.vision.DecoderExchange.Request;
import dev.imageclustering.vision.PictureTurn.Excess;
import dev.imageclustering.vision.UnreadablePicture.Code;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Reads pictures in processes of their own, so that a file that brings a decoder down, or keeps it busy for ever, costs
 * nothing but that file. Only headers are read in this process, by Java. Thread-safe.
 */
final class ReadingApart implements PictureReading {

    private final PictureLimits limits;
    private final DecoderProcesses settings;
    private final DecodeMemory memory;
    private final Semaphore places;
    private final DecoderPool pool;

    ReadingApart(PictureLimits limits, DecoderProcesses settings, long memoryBytes) {
        this.limits = limits;
        this.settings = settings;
        this.memory = new DecodeMemory(memoryBytes);
        this.places = new Semaphore(settings.count(), true);
        this.pool = new DecoderPool(limits, settings);
    }

    /**
     * {@inheritDoc}
     *
     * @throws DecoderUnavailable if nothing can be said of the picture, because no decoder could be had for it
     */
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

    /** A process can end for reasons of its own once; one picture that ends a second, new one too is the reason. */
    private UprightPicture read(Request request) throws UnreadablePicture, IOException {
        Death first;
        try {
            return read(request, pool.take());
        } catch (Death used) {
            first = used;
        }
        try {
            return read(request, pool.start());
        } catch (Death second) {
            throw blame(first, second);
        }
    }

    private UprightPicture read(Request request, DecoderProcess process) throws UnreadablePicture, IOException, Death {
        boolean reusable = false;
        try {
            UprightPicture picture = process.read(request);
            reusable = true;
            return picture;
        } catch (UnreadablePicture refused) {
            reusable = true;
            throw refused;
        } catch (FileFailed failure) {
            reusable = true;
            throw new IOException(failure.getMessage(), failure);
        } catch (IOException ended) {
            throw death(process, ended);
        } finally {
            pool.giveBack(process, reusable);
        }
    }

    private Death death(DecoderProcess process, IOException ended) throws UnreadablePicture {
        Excess excess = process.excess();
        if (excess == Excess.TIME) {
            throw new UnreadablePicture(
                    Code.TOO_SLOW,
                    "Decoding the picture takes more than %d seconds of computing."
                            .formatted(settings.timeout().toSeconds()));
        }
        // What pictures before this one left in the process is not this one's.
        if (excess == Excess.MEMORY && process.isNew()) {
            throw tooMuchMemory();
        }
        return new Death(excess, process.wasEndedFromOutside(), ended);
    }

    private UnreadablePicture tooMuchMemory() {
        return new UnreadablePicture(
                Code.TOO_MUCH_MEMORY,
                "Decoding the picture takes more than %d MB of memory.".formatted(settings.maxResidentBytes() >> 20));
    }

    /** Whoever else ends processes, such as a system that is out of memory, does not do so for the picture alone. */
    private IOException blame(Death first, Death second) throws UnreadablePicture, DecoderUnavailable {
        pool.requireOpen();
        if (first.fromOutside || second.fromOutside) {
            return DecoderUnavailable.killed();
        }
        throw new UnreadablePicture(
                Code.DECODER_DIED, "The decoder broke down on the picture, and once more on a second attempt.", second);
    }

    /** Returns the processes that are running, for tests. */
    Set<DecoderProcess> running() {
        return pool.running();
    }

    @Override
    public void close() {
        pool.close();
    }

    /** A process ended in the middle of a picture, which is not yet said to be the reason. */
    private static final class Death extends Exception {

        private static final long serialVersionUID = 1L;

        private final boolean fromOutside;

        Death(@Nullable Excess excess, boolean fromOutside, IOException cause) {
            super("A decoder ended (%s)".formatted(excess), cause);
            this.fromOutside = fromOutside;
        }
    }
}
