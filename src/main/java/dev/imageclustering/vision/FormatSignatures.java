package dev.imageclustering.vision;

import dev.imageclustering.vision.UnreadablePicture.Code;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells the format of a file from its first bytes. */
final class FormatSignatures {

    private static final int LENGTH = 32;
    private static final Set<String> HEIC_BRANDS =
            Set.of("heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1", "msf1", "mif2");
    private static final Set<String> AVIF_BRANDS = Set.of("avif", "avis");

    private record Read(PictureFormat format, Pattern pattern) {}

    private record Refused(String name, Pattern pattern) {}

    // Those of raw files first: some are TIFFs too.
    private static final List<Read> READ = List.of(
            new Read(PictureFormat.CR2, at(8, text("CR") + "02")),
            new Read(PictureFormat.ORF, at(0, text("IIRO"))),
            new Read(PictureFormat.ORF, at(0, text("IIRS"))),
            new Read(PictureFormat.ORF, at(0, text("MMOR"))),
            new Read(PictureFormat.RW2, at(0, text("IIU") + "00")),
            new Read(PictureFormat.RAF, at(0, text("FUJIFILMCCD-RAW"))),
            new Read(PictureFormat.X3F, at(0, text("FOVb"))),
            new Read(PictureFormat.JPEG, at(0, "FFD8FF")),
            new Read(PictureFormat.PNG, at(0, "89504E470D0A1A0A")),
            new Read(PictureFormat.GIF, at(0, text("GIF87a"))),
            new Read(PictureFormat.GIF, at(0, text("GIF89a"))),
            new Read(PictureFormat.WEBP, at(0, text("RIFF")).and(at(8, text("WEBP")))),
            new Read(PictureFormat.TIFF, at(0, "49492A00")),
            new Read(PictureFormat.TIFF, at(0, "4D4D002A")),
            new Read(PictureFormat.TIFF, at(0, "49492B00")),
            new Read(PictureFormat.TIFF, at(0, "4D4D002B")),
            new Read(PictureFormat.JPEG_2000, at(0, "0000000C6A5020200D0A870A")),
            new Read(PictureFormat.JPEG_2000, at(0, "FF4FFF51")),
            new Read(PictureFormat.JPEG_XL, at(0, "FF0A")),
            new Read(PictureFormat.JPEG_XL, at(0, "0000000C4A584C200D0A870A")),
            new Read(PictureFormat.BMP, at(0, text("BM"))));

    private static final List<Refused> REFUSED = List.of(
            new Refused("A Photoshop document", at(0, text("8BPS"))),
            new Refused("JPEG XR", at(0, "4949BC01")),
            new Refused("An icon", at(0, "00000100")),
            new Refused("A PDF document", at(0, text("%PDF-"))));

    private FormatSignatures() {}

    static PictureFormat formatOf(ByteSource source) throws IOException, UnreadablePicture {
        if (source.size() == 0) {
            throw new UnreadablePicture(Code.EMPTY, "The file is empty.");
        }
        source.seek(0);
        byte[] start = source.bytes((int) Math.min(LENGTH, source.size()));
        refuseKnownUnread(start);
        if (at(4, text("ftyp")).isIn(start) && start.length >= 12) {
            return mediaFormat(new String(start, 8, 4, StandardCharsets.ISO_8859_1));
        }
        return READ.stream()
                .filter(format -> format.pattern().isIn(start))
                .map(Read::format)
                .findFirst()
                .orElseThrow(() -> new UnreadablePicture(
                        Code.UNKNOWN_FORMAT, "The content of the file is that of no known picture format."));
    }

    private static void refuseKnownUnread(byte[] start) throws UnreadablePicture {
        for (Refused refused : REFUSED) {
            if (refused.pattern().isIn(start)) {
                throw notRead(refused.name());
            }
        }
    }

    private static PictureFormat mediaFormat(String brand) throws UnreadablePicture {
        if (HEIC_BRANDS.contains(brand)) {
            return PictureFormat.HEIC;
        }
        if (AVIF_BRANDS.contains(brand)) {
            return PictureFormat.AVIF;
        }
        if (brand.equals("crx ")) {
            return PictureFormat.CR3;
        }
        throw notRead("A video or other media file");
    }

    private static UnreadablePicture notRead(String name) {
        return UnreadablePicture.unsupported(name + " is not supported.");
    }

    private static Pattern at(int offset, String hex) {
        return new Pattern(offset, HexFormat.of().parseHex(hex), null);
    }

    private static String text(String ascii) {
        return HexFormat.of().formatHex(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Pattern(
            int offset, byte[] bytes, @Nullable Pattern other) {

        /** A decoder that chooses by the first bytes alone must come to the same choice: all of them have to be there. */
        Pattern and(Pattern another) {
            return new Pattern(offset, bytes, another);
        }

        boolean isIn(byte[] start) {
            int end = offset + bytes.length;
            return start.length >= end
                    && Arrays.equals(start, offset, end, bytes, 0, bytes.length)
                    && (other == null || other.isIn(start));
        }
    }
}
