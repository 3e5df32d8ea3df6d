package dev.imageclustering.storage;

/**
 * A file of the store.
 *
 * @param relative the path relative to the root
 * @param thumbnail whether it is a thumbnail or kept beside these; an original otherwise
 */
public record StoredFile(String relative, boolean thumbnail) {

    /** Returns the hash that the file's name begins with: of its own content, or of the thumbnail's original. */
    public String imageHash() {
        String name = relative.substring(relative.lastIndexOf('/') + 1);
        int end = thumbnail ? name.lastIndexOf('-') : name.lastIndexOf('.');
        return end < 0 ? name : name.substring(0, end);
    }
}
