package dev.imageclustering.vision;

import java.io.IOException;

/** No decoder could be had for a picture, for a reason that lies with the machine: later the picture may well be read. */
public final class DecoderUnavailable extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean onPicture;

    private DecoderUnavailable(String message, boolean onPicture) {
        super(message);
        this.onPicture = onPicture;
    }

    static DecoderUnavailable doesNotStart(IOException cause) {
        DecoderUnavailable failure = new DecoderUnavailable(
                "A process that decodes pictures does not start (%s)".formatted(cause.getMessage()), false);
        failure.initCause(cause);
        return failure;
    }

    static DecoderUnavailable ending() {
        return new DecoderUnavailable("The program is ending", false);
    }

    static DecoderUnavailable killed() {
        return new DecoderUnavailable(
                "The process that decoded the picture was ended from outside, and once more on a second attempt", true);
    }

    /**
     * Tells whether decoders ended while they read the picture, as they do where the system is out of memory. Where that
     * comes again and again, the picture is the reason.
     */
    public boolean onPicture() {
        return onPicture;
    }
}
