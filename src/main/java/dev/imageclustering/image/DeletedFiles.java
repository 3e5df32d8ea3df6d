package dev.imageclustering.image;

/** How many files were deleted. */
public record DeletedFiles(int images, int thumbnails) {

    static final DeletedFiles NONE = new DeletedFiles(0, 0);

    DeletedFiles plus(DeletedFiles other) {
        return new DeletedFiles(images + other.images, thumbnails + other.thumbnails);
    }
}
