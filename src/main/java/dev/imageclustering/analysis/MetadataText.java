package dev.imageclustering.analysis;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Text of a photo's metadata, decoded from bytes whose character set is often not said, and made storable. */
final class MetadataText {

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    private MetadataText() {}

    /** Decodes UTF-8, UTF-16 that says so, and what is neither as windows-1252, which takes in Latin-1. */
    static String decode(byte[] bytes) {
        if (bytes.length >= 2 && (bytes[0] & 0xff) + (bytes[1] & 0xff) == 0xfe + 0xff) {
            return new String(bytes, StandardCharsets.UTF_16);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException otherwise) {
            return decodeLatin(bytes);
        }
    }

    /** Decodes Latin-1, and what programs write in its place where that has control characters. */
    static String decodeLatin(byte[] bytes) {
        return new String(bytes, WINDOWS_1252);
    }

    /**
     * Decodes UTF-16 without a byte order mark. Writers get the order wrong, so it is told by where the zero bytes of
     * Latin letters stand; where there are none, or as many on both sides, the given order counts.
     */
    static String decodeUtf16(byte[] bytes, boolean bigEndian) {
        int evenZeros = 0;
        int oddZeros = 0;
        for (int i = 0; i + 1 < bytes.length; i += 2) {
            if (bytes[i] != bytes[i + 1]) {
                evenZeros += bytes[i] == 0 ? 1 : 0;
                oddZeros += bytes[i + 1] == 0 ? 1 : 0;
            }
        }
        boolean big = evenZeros == oddZeros ? bigEndian : evenZeros > oddZeros;
        ByteOrder order = big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        // Not by a charset's decoder, which swallows the character after half of a surrogate pair.
        return ByteBuffer.wrap(bytes).order(order).asCharBuffer().toString();
    }

    /**
     * Makes one line of at most so many code points: no control character, no half of a surrogate pair, no space at
     * either end; null if nothing is left.
     */
    static @Nullable String line(@Nullable String text, int maxLength) {
        return text == null ? null : clean(text, maxLength, false);
    }

    /** Does the same to a text of several lines, which keeps its line breaks and tabs. */
    static @Nullable String lines(@Nullable String text, int maxLength) {
        return text == null ? null : clean(text.replace("\r\n", "\n").replace('\r', '\n'), maxLength, true);
    }

    private static @Nullable String clean(String text, int maxLength, boolean keepBreaks) {
        String clean = text.codePoints()
                .filter(c -> c != 0 && c != 0xfeff && Character.getType(c) != Character.SURROGATE)
                .map(c -> Character.isISOControl(c) && !(keepBreaks && (c == '\n' || c == '\t')) ? ' ' : c)
                .dropWhile(Character::isWhitespace)
                .limit(maxLength)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        return clean.isEmpty() ? null : clean;
    }
}
