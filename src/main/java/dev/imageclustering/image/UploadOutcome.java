package dev.imageclustering.image;

/** What became of one uploaded file. */
public sealed interface UploadOutcome {

    /** The file is a new image. */
    record Stored(ImageView image) implements UploadOutcome {}

    /** The same bytes are stored already. */
    record Duplicate(ImageView existing) implements UploadOutcome {}

    /**
     * The file is not a picture that can be read.
     *
     * @param originalFilename the name that the client gave it
     * @param code a code of {@code docs/error-codes.md}
     * @param reason why, for a person
     */
    record Rejected(String originalFilename, String code, String reason) implements UploadOutcome {}
}
