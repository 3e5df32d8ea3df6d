package dev.imageclustering.storage;

import java.util.regex.Pattern;

/**
 * The SHA-256 of a file's bytes.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record ContentHash(String hex) {

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    public ContentHash {
        if (!isContentHash(hex)) {
            throw new IllegalArgumentException("hex must be 64 lower-case hexadecimal digits but was " + hex);
        }
    }

    /** Tells whether the text has the form of a SHA-256; a hash back-filled by a migration has not. */
    public static boolean isContentHash(String text) {
        return SHA_256.matcher(text).matches();
    }

    /** Returns the first 64 bits, as the key of the database lock that guards this content's row and files. */
    public long lockKey() {
        return Long.parseUnsignedLong(hex, 0, 16, 16);
    }

    @Override
    public String toString() {
        return hex;
    }
}
