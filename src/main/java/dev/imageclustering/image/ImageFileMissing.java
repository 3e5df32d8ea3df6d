package dev.imageclustering.image;

import dev.imageclustering.shared.ImageId;
import dev.imageclustering.shared.Problem;

/** The image's row is there, but its file is not. */
public final class ImageFileMissing extends Problem {

    private static final long serialVersionUID = 1L;

    public ImageFileMissing(ImageId id) {
        super(Kind.NOT_FOUND, "image-file-missing", "The file of image %s is missing from the storage".formatted(id));
    }
}
