package dev.imageclustering.vision;

import java.io.IOException;
import java.time.Duration;

/** What other packages cannot make by themselves: decoders that are not there. */
public final class UnavailableDecoders {

    private static final long TOO_MUCH = 1L << 50;

    private UnavailableDecoders() {}

    public static DecoderUnavailable doesNotStart() {
        return DecoderUnavailable.doesNotStart(new IOException("of a test"));
    }

    public static DecoderUnavailable killed() {
        return DecoderUnavailable.killed();
    }

    /** Returns an engine whose decoders ask for more memory than any machine has, and so do not start. */
    public static PictureEngine engine() {
        DecoderProcesses processes = new DecoderProcesses(1, Duration.ofSeconds(10), TOO_MUCH, TOO_MUCH);
        return new PictureEngine(new ReadingApart(PictureLimits.DEFAULT, processes, 1 << 29));
    }
}
