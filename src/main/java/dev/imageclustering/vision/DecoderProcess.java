package dev.imageclustering.vision;

import dev.imageclustering.vision.DecoderExchange.FileFailed;
import dev.imageclustering.vision.DecoderExchange.Request;
import dev.imageclustering.vision.PictureTurn.Excess;
import dev.imageclustering.vision.PictureTurn.Start;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A running decoder's process. One thread at a time asks it for pictures; any other may watch over it meanwhile. */
final class DecoderProcess implements DecoderWatch.Watched {

    private static final int BUFFER = 1 << 16;
    // How much longer than it computes a picture may take to come: the machine may have other work.
    private static final int PATIENCE = 5;
    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final long LONGEST_END_SECONDS = 5;
    private static final int SIGNALLED = 128;
    // Hang-up, interrupt, kill, termination: what others send, the last but one a system that is out of memory.
    private static final Set<Integer> OUTSIDE = Set.of(1, 2, 9, 15);
    private static final String RESIDENT = "VmRSS:";

    private final Process process;
    private final DecoderProcesses settings;
    private final DataOutputStream requests;
    private final DataInputStream answers;
    private final PictureTurn turn = new PictureTurn();
    private final long born = System.nanoTime();
    private volatile boolean ready;
    private volatile boolean killed;
    // Only for whoever asks for pictures.
    private int pictures;
    private @Nullable Excess excess;

    DecoderProcess(PictureLimits limits, DecoderProcesses settings) throws IOException {
        this.settings = settings;
        process = DecoderCommand.of(limits, settings).start();
        requests = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        answers = new DataInputStream(new BufferedInputStream(process.getInputStream(), BUFFER));
    }

    /**
     * Waits until the process can decode.
     *
     * @throws IOException if it ends instead, which no picture is to blame for
     */
    void awaitReady() throws IOException {
        try {
            DecoderExchange.awaitReady(answers);
            ready = true;
        } catch (IOException ended) {
            kill();
            throw new IOException(ended.toString(), ended);
        }
    }

    /**
     * Has a picture read.
     *
     * @throws IOException if the process has ended, of itself or for an {@link #excess}; it is of no use any more
     */
    UprightPicture read(Request request) throws IOException, UnreadablePicture, FileFailed {
        pictures++;
        turn.begin(cpuTime());
        try {
            DecoderExchange.ask(requests, request);
            return DecoderExchange.picture(answers, request.longSide());
        } finally {
            excess = turn.end();
        }
    }

    /** Ends the process if the picture that it reads takes too long or too much memory. */
    @Override
    public void watch() {
        if (!ready && System.nanoTime() - born > LONGEST_START.toNanos()) {
            kill();
        }
        Start started = turn.current();
        if (started == null) {
            return;
        }
        Duration passed = Duration.ofNanos(System.nanoTime() - started.nanoTime());
        Duration used = cpuTime().minus(started.cpuTime());
        if (used.compareTo(settings.timeout()) > 0
                || passed.compareTo(settings.timeout().multipliedBy(PATIENCE)) > 0) {
            end(started, Excess.TIME);
        } else if (residentBytes() > settings.maxResidentBytes()) {
            end(started, Excess.MEMORY);
        }
    }

    /** Returns for what the process was ended from here while it read its last picture, null where it was not. */
    @Nullable
    Excess excess() {
        return excess;
    }

    /** Tells whether the process has been asked for one picture at most. */
    boolean isNew() {
        return pictures <= 1;
    }

    /** Tells whether the process has ended, or soon will have, by a signal that is not from here and not its own failure. */
    boolean wasEndedFromOutside() {
        try {
            return !killed
                    && process.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS)
                    && OUTSIDE.contains(process.exitValue() - SIGNALLED);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Tells whether a picture is being read, for tests. */
    boolean isReading() {
        return turn.current() != null;
    }

    /** Tells whether the process can be asked for a picture. */
    boolean isSound() {
        return excess == null && !killed && process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    void kill() {
        killed = true;
        process.destroyForcibly();
    }

    private Duration cpuTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private void end(Start started, Excess reason) {
        if (turn.exceed(started, reason)) {
            kill();
        }
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
