package dev.imageclustering.vision;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.imageclustering.vision.NativeLibrary.Function;
import dev.imageclustering.vision.UnreadablePicture.Code;
import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What of the system's libheif (1.x) is called. Its structures are only read and written at places that no later version
 * moves; what a version does not have is left out. Thread-safe.
 */
final class Libheif {

    /** The codecs that pictures are compressed by, with libheif's numbers. */
    enum Codec {
        HEVC(1),
        AV1(4);

        private final int number;

        Codec(int number) {
            this.number = number;
        }
    }

    private static final MemoryLayout ERROR = MemoryLayout.structLayout(JAVA_INT, JAVA_INT, ADDRESS);
    private static final long ERROR_MESSAGE = 8;
    private static final int COLOUR_RGB = 1;
    private static final int CHANNEL_INTERLEAVED = 10;
    private static final int CHROMA_RGB = 10;
    private static final int CHROMA_RGBA = 11;
    private static final long OPTION_TO_8_BITS = 40;
    private static final long LIMIT_PIXELS = 8;
    private static final long LIMIT_BLOCK = 40;

    private static final Optional<Libheif> INSTALLED =
            open(List.of("libheif.so.1", "libheif.1.dylib", "libheif.dylib", "heif.dll"));

    private final NativeLibrary library;
    private final Function allocateContext;
    private final Function freeContext;
    private final Function read;
    private final Function primary;
    private final Function releaseHandle;
    private final Function hasAlpha;
    private final Function rawProfileSize;
    private final Function rawProfile;
    private final Function nclxProfile;
    private final Function freeNclxProfile;
    private final Function allocateOptions;
    private final Function freeOptions;
    private final Function decode;
    private final Function releaseImage;
    private final Function width;
    private final Function height;
    private final Function plane;
    private final Function hasDecoder;

    private Libheif(NativeLibrary library) {
        this.library = library;
        if (library.has("heif_init")) {
            library.function("heif_init", ERROR, ADDRESS).call(Arena.global(), MemorySegment.NULL);
        }
        allocateContext = library.function("heif_context_alloc", ADDRESS);
        freeContext = library.procedure("heif_context_free", ADDRESS);
        read = library.function(
                "heif_context_read_from_memory_without_copy", ERROR, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS);
        primary = library.function("heif_context_get_primary_image_handle", ERROR, ADDRESS, ADDRESS);
        releaseHandle = library.procedure("heif_image_handle_release", ADDRESS);
        hasAlpha = library.function("heif_image_handle_has_alpha_channel", JAVA_INT, ADDRESS);
        rawProfileSize = library.function("heif_image_handle_get_raw_color_profile_size", JAVA_LONG, ADDRESS);
        rawProfile = library.function("heif_image_handle_get_raw_color_profile", ERROR, ADDRESS, ADDRESS);
        nclxProfile = library.function("heif_image_handle_get_nclx_color_profile", ERROR, ADDRESS, ADDRESS);
        freeNclxProfile = library.procedure("heif_nclx_color_profile_free", ADDRESS);
        allocateOptions = library.function("heif_decoding_options_alloc", ADDRESS);
        freeOptions = library.procedure("heif_decoding_options_free", ADDRESS);
        decode = library.function("heif_decode_image", ERROR, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS);
        releaseImage = library.procedure("heif_image_release", ADDRESS);
        width = library.function("heif_image_get_width", JAVA_INT, ADDRESS, JAVA_INT);
        height = library.function("heif_image_get_height", JAVA_INT, ADDRESS, JAVA_INT);
        plane = library.function("heif_image_get_plane_readonly", ADDRESS, ADDRESS, JAVA_INT, ADDRESS);
        hasDecoder = library.function("heif_have_decoder_for_format", JAVA_INT, JAVA_INT);
    }

    /** Returns the system's library, if it has one that this program can use. */
    static Optional<Libheif> installed() {
        return INSTALLED;
    }

    static Optional<Libheif> open(List<String> names) {
        try {
            return NativeLibrary.find(names).map(Libheif::new);
        } catch (UnsatisfiedLinkError tooOld) {
            return Optional.empty();
        }
    }

    boolean decodes(Codec codec) {
        return hasDecoder.callForInt(codec.number) != 0;
    }

    /** An image in memory: 8 bits a channel, red, green, blue and perhaps alpha, upright; freed with its arena. */
    record Pixels(MemorySegment bytes, int width, int height, int stride, boolean alpha) {}

    /** The three numbers of ITU-T H.273 that say what colours mean. */
    record Nclx(int primaries, int transfer, int matrix) {}

    /** Opens a file's content; the handle of its primary image lives as long as the arena. */
    MemorySegment openPrimary(Arena arena, MemorySegment content, long maxPixels) throws UnreadablePicture {
        MemorySegment context = owned(arena, allocateContext.callForPointer(), freeContext);
        limit(context, maxPixels);
        check(read.callForPointer(arena, context, content, content.byteSize(), MemorySegment.NULL));
        MemorySegment result = arena.allocate(ADDRESS);
        check(primary.callForPointer(arena, context, result));
        return owned(arena, result.get(ADDRESS, 0), releaseHandle);
    }

    Pixels decode(Arena arena, MemorySegment handle) throws UnreadablePicture {
        boolean alpha = hasAlpha.callForInt(handle) != 0;
        MemorySegment options = owned(arena, allocateOptions.callForPointer(), freeOptions);
        if (options.get(JAVA_BYTE, 0) >= 2) {
            options.set(JAVA_BYTE, OPTION_TO_8_BITS, (byte) 1);
        }
        MemorySegment result = arena.allocate(ADDRESS);
        int chroma = alpha ? CHROMA_RGBA : CHROMA_RGB;
        check(decode.callForPointer(arena, handle, result, COLOUR_RGB, chroma, options));
        MemorySegment image = owned(arena, result.get(ADDRESS, 0), releaseImage);
        return pixels(arena, image, alpha);
    }

    /** Returns the bytes of the image's ICC profile; none where it has no such profile. */
    byte[] iccProfile(Arena arena, MemorySegment handle, int maxBytes) throws UnreadablePicture {
        long size = (long) rawProfileSize.call(handle);
        if (size <= 0 || size > maxBytes) {
            return new byte[0];
        }
        MemorySegment bytes = arena.allocate(size);
        check(rawProfile.callForPointer(arena, handle, bytes));
        return bytes.toArray(JAVA_BYTE);
    }

    Optional<Nclx> nclx(Arena arena, MemorySegment handle) {
        MemorySegment result = arena.allocate(ADDRESS);
        MemorySegment error = nclxProfile.callForPointer(arena, handle, result);
        MemorySegment profile = result.get(ADDRESS, 0);
        if (error.get(JAVA_INT, 0) != 0 || profile.equals(MemorySegment.NULL)) {
            return Optional.empty();
        }
        MemorySegment fields = owned(arena, profile, freeNclxProfile);
        return Optional.of(new Nclx(fields.get(JAVA_INT, 4), fields.get(JAVA_INT, 8), fields.get(JAVA_INT, 12)));
    }

    private Pixels pixels(Arena arena, MemorySegment image, boolean alpha) throws UnreadablePicture {
        int columns = width.callForInt(image, CHANNEL_INTERLEAVED);
        int rows = height.callForInt(image, CHANNEL_INTERLEAVED);
        MemorySegment stride = arena.allocate(JAVA_INT);
        MemorySegment bytes = plane.callForPointer(image, CHANNEL_INTERLEAVED, stride);
        int step = stride.get(JAVA_INT, 0);
        if (bytes.equals(MemorySegment.NULL) || columns < 1 || rows < 1 || step < (alpha ? 4 : 3) * columns) {
            throw new UnreadablePicture(Code.CORRUPT, "The picture data is damaged or incomplete.");
        }
        return new Pixels(sized(bytes, (long) step * rows), columns, rows, step, alpha);
    }

    /** Holds the library to the limits too, as far as its version has any: a tile says its size only when decoded. */
    private void limit(MemorySegment context, long maxPixels) {
        if (library.has("heif_context_set_max_decoding_threads")) {
            library.procedure("heif_context_set_max_decoding_threads", ADDRESS, JAVA_INT)
                    .call(context, 0);
        }
        if (library.has("heif_context_get_security_limits")) {
            MemorySegment limits = sized(
                    library.function("heif_context_get_security_limits", ADDRESS, ADDRESS)
                            .callForPointer(context),
                    LIMIT_BLOCK + Long.BYTES);
            limits.set(JAVA_LONG, LIMIT_PIXELS, maxPixels);
            limits.set(JAVA_LONG, LIMIT_BLOCK, maxPixels * Long.BYTES);
        }
    }

    private static void check(MemorySegment error) throws UnreadablePicture {
        if (error.get(JAVA_INT, 0) != 0) {
            String message =
                    sized(error.get(ADDRESS, ERROR_MESSAGE), Long.MAX_VALUE).getString(0);
            throw new UnreadablePicture(Code.CORRUPT, "The picture cannot be decoded (%s).".formatted(message));
        }
    }

    @SuppressWarnings("restricted")
    private static MemorySegment owned(Arena arena, MemorySegment pointer, Function free) {
        if (pointer.equals(MemorySegment.NULL)) {
            throw new OutOfMemoryError("The library could not allocate memory");
        }
        Consumer<MemorySegment> cleanup = segment -> free.call(segment);
        return pointer.reinterpret(64, arena, cleanup);
    }

    @SuppressWarnings("restricted")
    private static MemorySegment sized(MemorySegment pointer, long bytes) {
        return pointer.reinterpret(bytes);
    }
}
