package dev.imageclustering.vision;

import dev.imageclustering.vision.DecoderExchange.FileFailed;
import dev.imageclustering.vision.DecoderExchange.Request;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A running decoder's process. One thread at a time asks it for pictures; any other may watch over it meanwhile. */
final class DecoderProcess {

    private static final int BUFFER = 1 << 16;
    private static final String RESIDENT = "VmRSS:";

    /** Why a process was ended from here. */
    enum Excess {
        TIME,
        MEMORY
    }

    private final Process process;
    private final DecoderProcesses settings;
    private final DataOutputStream requests;
    private final DataInputStream answers;
    // When the picture that is being read has to be there, by System.nanoTime; none between two pictures.
    private final AtomicReference<@Nullable Long> deadline = new AtomicReference<>();
    private final AtomicReference<@Nullable Excess> excess = new AtomicReference<>();

    DecoderProcess(PictureLimits limits, DecoderProcesses settings) throws IOException {
        this.settings = settings;
        process = DecoderCommand.of(limits, settings).start();
        requests = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        answers = new DataInputStream(new BufferedInputStream(process.getInputStream(), BUFFER));
    }

    /**
     * Has a picture read.
     *
     * @throws IOException if the process has ended, of itself or for an {@link #excess}; it is of no use any more
     */
    UprightPicture read(Request request) throws IOException, UnreadablePicture, FileFailed {
        deadline.set(System.nanoTime() + settings.timeout().toNanos());
        try {
            DecoderExchange.ask(requests, request);
            return DecoderExchange.picture(answers, request.longSide());
        } finally {
            deadline.set(null);
        }
    }

    /** Ends the process if the picture that it reads takes too long or too much memory. */
    void watch() {
        Long due = deadline.get();
        if (due == null) {
            return;
        }
        if (System.nanoTime() - due > 0) {
            end(Excess.TIME);
        } else if (residentBytes() > settings.maxResidentBytes()) {
            end(Excess.MEMORY);
        }
    }

    /** Returns for what the process was ended from here, null where it was not. */
    @Nullable
    Excess excess() {
        return excess.get();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    void kill() {
        process.destroyForcibly();
    }

    private void end(Excess reason) {
        excess.compareAndSet(null, reason);
        kill();
    }

    /** Returns how much memory the process holds, 0 where the system does not tell. */
    private long residentBytes() {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith(RESIDENT))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException notTold) {
            return 0;
        }
    }
}
