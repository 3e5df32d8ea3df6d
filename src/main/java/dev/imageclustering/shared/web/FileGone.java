package dev.imageclustering.shared.web;

import dev.imageclustering.shared.Problem;

/** The file was deleted while it was being answered with. */
final class FileGone extends Problem {

    private static final long serialVersionUID = 1L;

    FileGone() {
        super(Kind.NOT_FOUND, "image-file-missing", "The file has been deleted");
    }
}
