package dev.imageclustering.vision;

import dev.imageclustering.vision.PictureLayout.Part;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A camera's raw file, of which the largest embedded JPEG is read: what the camera itself made of the exposure. Nearly
 * all are TIFFs by form, with the JPEG in one of their directories or, with Panasonic and Olympus, behind a tag of their
 * own; {@link CanonRaw3} and {@link SigmaRaw} find the JPEGs in two that are not.
 */
final class RawLayout {

    private static final int SUBFILE_TYPE = 254;
    private static final int COMPRESSION = 259;
    private static final int MAKE = 271;
    private static final int STRIP_OFFSETS = 273;
    private static final int STRIP_BYTES = 279;
    private static final int SUB_DIRECTORIES = 330;
    private static final int JPEG_OFFSET = 513;
    private static final int JPEG_BYTES = 514;
    private static final int EXIF = 34665;
    private static final int MAKER_NOTE = 37500;
    private static final int DNG_VERSION = 50706;
    private static final int PANASONIC_JPEG = 0x2E;
    private static final int OLYMPUS_SETTINGS = 0x2020;
    private static final int OLYMPUS_JPEG_OFFSET = 0x101;
    private static final int OLYMPUS_JPEG_BYTES = 0x102;
    private static final int OLYMPUS_NOTE_HEADER = 12;
    private static final Set<Long> JPEG_COMPRESSIONS = Set.of(6L, 7L);
    // Sony, Nikon, Samsung and Pentax have numbers of their own.
    private static final Set<Long> RAW_COMPRESSIONS = Set.of(32767L, 34713L, 32770L, 32772L, 65535L);
    private static final int FUJIFILM_PLACE = 84;
    private static final int MAX_DIRECTORIES = 32;

    private final ByteSource source;
    private final PictureLimits limits;
    private @Nullable PictureLayout largest;
    private @Nullable UnreadablePicture refused;

    private RawLayout(ByteSource source, PictureLimits limits) {
        this.source = source;
        this.limits = limits;
    }

    /** Tells which kind of raw file a TIFF with such a first directory is, if it is one. */
    static Optional<PictureFormat> kindOf(TiffDirectory first) throws IOException, UnreadablePicture {
        if (first.has(DNG_VERSION)) {
            return Optional.of(PictureFormat.DNG);
        }
        boolean preview = (first.number(SUBFILE_TYPE, 0) & 1) == 1;
        if (!preview && !RAW_COMPRESSIONS.contains(first.number(COMPRESSION, 1))) {
            return Optional.empty();
        }
        String make = first.text(MAKE).toUpperCase(Locale.ROOT);
        if (make.startsWith("NIKON")) {
            return Optional.of(PictureFormat.NEF);
        }
        if (make.startsWith("SONY")) {
            return Optional.of(PictureFormat.ARW);
        }
        return make.startsWith("PENTAX") || make.startsWith("RICOH")
                ? Optional.of(PictureFormat.PEF)
                : Optional.of(PictureFormat.DNG);
    }

    static PictureLayout read(ByteSource source, PictureFormat format, PictureLimits limits)
            throws IOException, UnreadablePicture {
        RawLayout raw = new RawLayout(source, limits);
        source.seek(0);
        source.order(source.u16() == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        raw.walk(TiffDirectory.readFirst(source));
        return raw.result(format);
    }

    /** Reads a raw file of Fujifilm, which has a header of its own with the place of the JPEG. */
    static PictureLayout readFujifilm(ByteSource source, PictureLimits limits) throws IOException, UnreadablePicture {
        RawLayout raw = new RawLayout(source, limits);
        source.seek(FUJIFILM_PLACE);
        long start = source.u32();
        raw.consider(start, source.u32());
        return raw.result(PictureFormat.RAF);
    }

    /** Returns the largest of the JPEGs that stand at these places of a raw file of another form. */
    static PictureLayout largest(ByteSource source, PictureFormat format, List<Part> places, PictureLimits limits)
            throws IOException, UnreadablePicture {
        RawLayout raw = new RawLayout(source, limits);
        for (Part place : places) {
            raw.consider(place.start(), place.length());
        }
        return raw.result(format);
    }

    private PictureLayout result(PictureFormat format) throws UnreadablePicture {
        if (largest != null) {
            return largest.inside(format);
        }
        throw refused != null
                ? refused
                : UnreadablePicture.unsupported("The camera raw file holds no preview that can be read.");
    }

    private void walk(TiffDirectory first) throws IOException, UnreadablePicture {
        Set<Long> seen = new HashSet<>();
        Deque<TiffDirectory> waiting = new ArrayDeque<>();
        waiting.add(first);
        while (!waiting.isEmpty()) {
            TiffDirectory directory = waiting.remove();
            considerJpegs(directory);
            addDirectory(directory, directory.next(), seen, waiting);
            for (long i = 0; i < Math.min(directory.count(SUB_DIRECTORIES), MAX_DIRECTORIES); i++) {
                addDirectory(directory, directory.number(SUB_DIRECTORIES, i, 0), seen, waiting);
            }
        }
        considerOlympus(first);
    }

    private void addDirectory(TiffDirectory from, long offset, Set<Long> seen, Deque<TiffDirectory> waiting)
            throws IOException {
        if (offset > 0 && seen.size() < MAX_DIRECTORIES && seen.add(offset)) {
            try {
                waiting.add(from.readAt(offset));
            } catch (UnreadablePicture damaged) {
                // Whatever it would have told of, the other directories may hold a preview.
                refused = damaged;
            }
        }
    }

    private void considerJpegs(TiffDirectory directory) throws IOException, UnreadablePicture {
        consider(directory.number(JPEG_OFFSET, -1), directory.number(JPEG_BYTES, 0));
        consider(directory.position(PANASONIC_JPEG), directory.count(PANASONIC_JPEG));
        boolean inOne = directory.count(STRIP_OFFSETS) == 1;
        if (inOne && JPEG_COMPRESSIONS.contains(directory.number(COMPRESSION, 1))) {
            consider(directory.number(STRIP_OFFSETS, -1), directory.number(STRIP_BYTES, 0));
        }
    }

    private void considerOlympus(TiffDirectory first) throws IOException {
        try {
            long exif = first.number(EXIF, 0);
            long note = exif == 0 ? -1 : first.readAt(exif).position(MAKER_NOTE);
            if (note < 0) {
                return;
            }
            source.seek(note);
            byte[] name = source.bytes(7);
            if (new String(name, StandardCharsets.ISO_8859_1).equals("OLYMPUS")) {
                ByteSource part = source.part(note, source.size() - note);
                part.order(source.order());
                TiffDirectory settings = settings(TiffDirectory.readAt(part, OLYMPUS_NOTE_HEADER));
                consider(note + settings.number(OLYMPUS_JPEG_OFFSET, 0), settings.number(OLYMPUS_JPEG_BYTES, 0));
            }
        } catch (UnreadablePicture damaged) {
            refused = damaged;
        }
    }

    private static TiffDirectory settings(TiffDirectory note) throws IOException, UnreadablePicture {
        long start = note.number(OLYMPUS_SETTINGS, 0);
        return note.readAt(start > 0 ? start : note.position(OLYMPUS_SETTINGS));
    }

    /** Takes the JPEG at this place if it is one, and larger than those before. */
    private void consider(long start, long length) throws IOException {
        if (start <= 0 || length < 4 || length > source.size() - start) {
            return;
        }
        try {
            ByteSource part = source.part(start, length);
            if (part.u16() != 0xFFD8) {
                return;
            }
            part.seek(0);
            JpegLayout jpeg = JpegLayout.read(part, limits);
            boolean larger = largest == null
                    || (long) jpeg.width() * jpeg.height() > largest.header().pixels();
            // The exposure itself may be a lossless JPEG too.
            if (!jpeg.lossless() && larger) {
                largest = jpeg.asPicture().in(new Part(start, length));
            }
        } catch (UnreadablePicture damaged) {
            refused = damaged;
        }
    }
}
