package dev.imageclustering.analysis;

import dev.imageclustering.shared.ImageId;
import dev.imageclustering.shared.Problem;
import dev.imageclustering.vision.DecoderUnavailable;

/** No decoder could be had to read an image's picture; later one may be. */
public final class DecoderMissing extends Problem {

    private static final long serialVersionUID = 1L;

    private final boolean onPicture;

    DecoderMissing(ImageId id, DecoderUnavailable cause) {
        super(
                Kind.UNAVAILABLE,
                "decoder-unavailable",
                "The server has no decoder for the picture of image %s at the moment; try again.".formatted(id));
        this.onPicture = cause.onPicture();
        initCause(cause);
    }

    /** Tells whether decoders ended while they read this picture, which, again and again, is the picture's doing. */
    boolean onPicture() {
        return onPicture;
    }
}
