package dev.imageclustering.analysis;

import dev.imageclustering.shared.ImageId;
import dev.imageclustering.shared.Problem;

/** Computing the quality of an image failed for a reason that the client can do nothing about. */
public final class QualityFailed extends Problem {

    private static final long serialVersionUID = 1L;

    QualityFailed(ImageId id) {
        super(
                Kind.FAILED,
                "quality-failed",
                "The quality of image %s could not be computed; the server's log says why.".formatted(id));
    }
}
