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
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A running decoder's process. One thread at a time asks it for pictures; any other may watch over it meanwhile. */
final class DecoderProcess {

    private static final int BUFFER = 1 << 16;
    // How much longer than it computes a picture may take to come: the machine may have other work.
    private static final int PATIENCE = 5;
    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final String RESIDENT = "VmRSS:";

    /** When a picture was begun: on the clock of {@link System#nanoTime}, and in the process's CPU time. */
    private record Start(long nanoTime, Duration cpuTime) {}

    /** Why a process was ended from here. */
    enum Excess {
        TIME,
        MEMORY
    }

    private final Process process;
    private final DecoderProcesses settings;
    private final DataOutputStream requests;
    private final DataInputStream answers;
    // Of the picture that is being read; none between two pictures.
    private final AtomicReference<@Nullable Start> start = new AtomicReference<>();
    private final AtomicReference<@Nullable Excess> excess = new AtomicReference<>();
    private final long born = System.nanoTime();
    private volatile boolean ready;

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
            throw new IOException("A process that decodes pictures does not start (%s)".formatted(ended), ended);
        }
    }

    /**
     * Has a picture read.
     *
     * @throws IOException if the process has ended, of itself or for an {@link #excess}; it is of no use any more
     */
    UprightPicture read(Request request) throws IOException, UnreadablePicture, FileFailed {
        start.set(new Start(System.nanoTime(), cpuTime()));
        try {
            DecoderExchange.ask(requests, request);
            return DecoderExchange.picture(answers, request.longSide());
        } finally {
            start.set(null);
        }
    }

    /** Ends the process if the picture that it reads takes too long or too much memory. */
    void watch() {
        if (!ready && System.nanoTime() - born > LONGEST_START.toNanos()) {
            kill();
        }
        Start started = start.get();
        if (started == null) {
            return;
        }
        Duration passed = Duration.ofNanos(System.nanoTime() - started.nanoTime());
        Duration used = cpuTime().minus(started.cpuTime());
        if (used.compareTo(settings.timeout()) > 0
                || passed.compareTo(settings.timeout().multipliedBy(PATIENCE)) > 0) {
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

    /** Tells whether a picture is being read, for tests. */
    boolean isReading() {
        return start.get() != null;
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

    private Duration cpuTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
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
