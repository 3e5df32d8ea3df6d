package dev.imageclustering.image.web;

import dev.imageclustering.shared.Problem;

/** An upload past one of its limits; the files before the one that passed it are stored. */
final class UploadTooLarge extends Problem {

    private static final long serialVersionUID = 1L;

    UploadTooLarge(String what, int stored) {
        super(
                Kind.TOO_LARGE,
                "upload-too-large",
                "%s The %d files before it were taken; upload the rest again in smaller requests."
                        .formatted(what, stored));
    }
}
