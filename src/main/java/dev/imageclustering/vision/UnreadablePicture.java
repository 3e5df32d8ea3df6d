package dev.imageclustering.vision;

/** A file that is not a picture this program reads, or is one that it refuses; the message says why, for a person. */
public final class UnreadablePicture extends Exception {

    /** The reasons, one line each in {@code docs/error-codes.md}; clients and stored rows go by these names. */
    public enum Code {
        /** The file has no bytes. */
        EMPTY,
        /** The first bytes are those of no known picture format. */
        UNKNOWN_FORMAT,
        /** The format, or this kind of it, is known and not read. */
        UNSUPPORTED_FORMAT,
        /** The format is read with a library of the system, and the system has none. */
        MISSING_LIBRARY,
        /** The header contradicts itself or ends too early. */
        BROKEN_HEADER,
        /** Width times height is over the limit, or decoding would take more memory than there is. */
        TOO_MANY_PIXELS,
        /** Width or height is over the limit. */
        SIDE_TOO_LONG,
        /** A JPEG draws the picture more often than any camera does, to keep the decoder busy. */
        TOO_MANY_SCANS,
        /** The file is longer than its decoder can take. */
        FILE_TOO_LARGE,
        /** The header is right, the picture data cannot be decoded. */
        CORRUPT,
        /** Decoding takes longer than one picture may. */
        TOO_SLOW,
        /** Decoding takes more memory than one picture may, though its header did not show that. */
        TOO_MUCH_MEMORY,
        /** The process of the decoder ended while it read the picture, and did so again. */
        DECODER_DIED
    }

    private final Code code;

    UnreadablePicture(Code code, String message) {
        super(message);
        this.code = code;
    }

    UnreadablePicture(Code code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    static UnreadablePicture brokenHeader(String message) {
        return new UnreadablePicture(Code.BROKEN_HEADER, message);
    }

    static UnreadablePicture unsupported(String message) {
        return new UnreadablePicture(Code.UNSUPPORTED_FORMAT, message);
    }

    public Code code() {
        return code;
    }
}
