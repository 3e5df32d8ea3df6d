package dev.imageclustering.analysis;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The metadata chunks of a PNG file. How many texts are inflated, and how far, is bounded. */
final class PngChunks {

    private static final int MAX_CHUNKS = 1_000_000;
    private static final int MAX_TEXTS = 20;
    private static final int MAX_TEXT = 2 << 20;
    private static final String XMP = "XML:com.adobe.xmp";
    private static final String RAW_PROFILE = "Raw profile type ";

    private final MetadataBlocks blocks;
    private int texts;

    private PngChunks(MetadataBlocks blocks) {
        this.blocks = blocks;
    }

    static void collect(FileBytes file, MetadataBlocks blocks) throws IOException {
        PngChunks chunks = new PngChunks(blocks);
        long position = 8;
        for (int i = 0; i < MAX_CHUNKS && position + 8 <= file.size(); i++) {
            long length = file.u32(position);
            String type = file.latin1(position + 4, 4);
            chunks.visit(type, file, position + 8, length);
            position += 8 + length + 4;
        }
    }

    private void visit(String type, FileBytes file, long position, long length) throws IOException {
        switch (type) {
            case "eXIf" -> blocks.addExif(file.block(position, length));
            case "tEXt", "zTXt", "iTXt" -> {
                if (texts++ < MAX_TEXTS) {
                    visitText(type, file.block(position, length));
                }
            }
            default -> {}
        }
    }

    /**
     * Keeps a text that is metadata. In zTXt the method of compression stands before the text; in iTXt, whether it is
     * compressed, the method, a language and the translated keyword, the last two ended by a zero.
     */
    private void visitText(String type, byte[] chunk) {
        int end = zero(chunk, 0);
        int start = switch (type) {
            case "tEXt" -> end + 1;
            case "zTXt" -> end + 2;
            default -> zero(chunk, zero(chunk, end + 3) + 1) + 1;
        };
        if (start > chunk.length) {
            return;
        }
        boolean compressed = type.equals("zTXt") || (type.equals("iTXt") && chunk[end + 1] != 0);
        byte[] text = compressed ? inflate(chunk, start) : Arrays.copyOfRange(chunk, start, chunk.length);
        keep(new String(chunk, 0, end, StandardCharsets.ISO_8859_1), text);
    }

    private void keep(String keyword, byte[] text) {
        if (keyword.equals(XMP)) {
            blocks.addXmp(text);
        } else if (keyword.startsWith(RAW_PROFILE)) {
            keepProfile(keyword.substring(RAW_PROFILE.length()), decode(text));
        } else if (keyword.equals("Description") || keyword.equals("Comment")) {
            blocks.addText(keyword, MetadataText.decode(text));
        }
    }

    private void keepProfile(String type, byte[] profile) {
        switch (type) {
            case "exif", "APP1" -> JpegSegments.keepApp1(profile, blocks);
            case "xmp" -> blocks.addXmp(profile);
            case "iptc" -> blocks.addPhotoshop(profile);
            default -> {}
        }
    }

    /**
     * Decodes a profile as ImageMagick writes it into a text: a blank line, the type, the length and hexadecimal
     * digits in lines.
     */
    private static byte[] decode(byte[] profile) {
        String[] lines =
                new String(profile, StandardCharsets.ISO_8859_1).strip().split("\n", 3);
        if (lines.length < 3) {
            return new byte[0];
        }
        String digits = lines[2].replaceAll("\\s+", "");
        try {
            return HexFormat.of().parseHex(digits, 0, digits.length() & ~1);
        } catch (IllegalArgumentException notHexadecimal) {
            return new byte[0];
        }
    }

    /** Inflates as far as the text is whole, and no further than the bound. */
    private static byte[] inflate(byte[] chunk, int start) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 13];
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(chunk, start, chunk.length - start);
            int length = inflater.inflate(buffer);
            while (length > 0 && text.size() < MAX_TEXT) {
                text.write(buffer, 0, length);
                length = inflater.inflate(buffer);
            }
        } catch (DataFormatException damaged) {
            return text.toByteArray();
        }
        return text.toByteArray();
    }

    /** Returns where the next zero byte is, or the chunk's length. */
    private static int zero(byte[] chunk, int start) {
        int i = start;
        while (i < chunk.length && chunk[i] != 0) {
            i++;
        }
        return i;
    }
}
