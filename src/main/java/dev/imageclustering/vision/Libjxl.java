package dev.imageclustering.vision;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.imageclustering.vision.NativeLibrary.Function;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What of the system's libjxl (0.7 and later) is called. Thread-safe. */
final class Libjxl {

    static final int SUCCESS = 0;
    static final int NEED_OUTPUT = 5;
    static final int BASIC_INFO = 0x40;
    static final int COLOUR = 0x100;
    static final int FULL_IMAGE = 0x1000;

    // Since this version the functions for colour profiles no longer take a pixel format.
    private static final int WITHOUT_FORMAT = 9000;
    private static final int MAX_VERSION = 30;
    private static final int OLDEST_VERSION = 7;
    private static final int OF_DELIVERED_PIXELS = 1;
    private static final int UNSIGNED_BYTES = 2;
    private static final long BASIC_INFO_BYTES = 1024;

    private static final Optional<Libjxl> INSTALLED = open(names());

    private final Function create;
    private final Function destroy;
    private final Function subscribe;
    private final Function setInput;
    private final Function closeInput;
    private final Function process;
    private final Function basicInfo;
    private final Function preferColours;
    private final Function profileSize;
    private final Function profile;
    private final Function setOutput;
    private final boolean withFormat;

    private Libjxl(NativeLibrary library) {
        withFormat = library.function("JxlDecoderVersion", JAVA_INT).callForInt() < WITHOUT_FORMAT;
        create = library.function("JxlDecoderCreate", ADDRESS, ADDRESS);
        destroy = library.procedure("JxlDecoderDestroy", ADDRESS);
        subscribe = library.function("JxlDecoderSubscribeEvents", JAVA_INT, ADDRESS, JAVA_INT);
        setInput = library.function("JxlDecoderSetInput", JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG);
        closeInput = library.procedure("JxlDecoderCloseInput", ADDRESS);
        process = library.function("JxlDecoderProcessInput", JAVA_INT, ADDRESS);
        basicInfo = library.function("JxlDecoderGetBasicInfo", JAVA_INT, ADDRESS, ADDRESS);
        preferColours = library.function("JxlDecoderSetPreferredColorProfile", JAVA_INT, ADDRESS, ADDRESS);
        setOutput = library.function("JxlDecoderSetImageOutBuffer", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG);
        if (withFormat) {
            profileSize =
                    library.function("JxlDecoderGetICCProfileSize", JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, ADDRESS);
            profile = library.function(
                    "JxlDecoderGetColorAsICCProfile", JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, JAVA_LONG);
        } else {
            profileSize = library.function("JxlDecoderGetICCProfileSize", JAVA_INT, ADDRESS, JAVA_INT, ADDRESS);
            profile =
                    library.function("JxlDecoderGetColorAsICCProfile", JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_LONG);
        }
    }

    /** Returns the system's library, if it has one that this program can use. */
    static Optional<Libjxl> installed() {
        return INSTALLED;
    }

    static Optional<Libjxl> open(List<String> names) {
        try {
            return NativeLibrary.find(names).map(Libjxl::new);
        } catch (UnsatisfiedLinkError tooOld) {
            return Optional.empty();
        }
    }

    /** What a picture is like, as the decoder tells it. */
    record Info(int width, int height, boolean alpha) {}

    /** Starts decoding a file's content; the decoder lives as long as the arena. */
    @SuppressWarnings("restricted")
    MemorySegment start(Arena arena, MemorySegment content) {
        MemorySegment decoder = create.callForPointer(MemorySegment.NULL);
        if (decoder.equals(MemorySegment.NULL)) {
            throw new OutOfMemoryError("The library could not allocate memory");
        }
        MemorySegment owned = decoder.reinterpret(arena, segment -> destroy.call(segment));
        var _ = subscribe.call(owned, BASIC_INFO | COLOUR | FULL_IMAGE);
        var _ = setInput.call(owned, content, content.byteSize());
        closeInput.call(owned);
        return owned;
    }

    /** Decodes up to the next event, and returns it. */
    int next(MemorySegment decoder) {
        return process.callForInt(decoder);
    }

    Info info(Arena arena, MemorySegment decoder) {
        MemorySegment info = arena.allocate(BASIC_INFO_BYTES, Long.BYTES);
        if (basicInfo.callForInt(decoder, info) != SUCCESS) {
            return new Info(0, 0, false);
        }
        return new Info(info.get(JAVA_INT, 4), info.get(JAVA_INT, 8), info.get(JAVA_INT, 60) > 0);
    }

    /** Asks for sRGB, which a decoder can give where the picture is stored in colours of its own. */
    void preferSrgb(Arena arena, MemorySegment decoder) {
        MemorySegment colours = arena.allocate(104, Double.BYTES);
        colours.set(JAVA_INT, 4, 1);
        colours.set(JAVA_INT, 24, 1);
        colours.set(JAVA_INT, 80, 13);
        colours.set(JAVA_DOUBLE, 88, 0);
        colours.set(JAVA_INT, 96, 1);
        // Answered by an error where the picture's colours are bound to its own profile, which then is asked for.
        var _ = preferColours.call(decoder, colours);
    }

    /** Returns the ICC profile of the pixels that are delivered; none where there is none. */
    byte[] iccProfile(Arena arena, MemorySegment decoder, int maxBytes) {
        MemorySegment size = arena.allocate(JAVA_LONG);
        int answer = withFormat
                ? profileSize.callForInt(decoder, MemorySegment.NULL, OF_DELIVERED_PIXELS, size)
                : profileSize.callForInt(decoder, OF_DELIVERED_PIXELS, size);
        long bytes = size.get(JAVA_LONG, 0);
        if (answer != SUCCESS || bytes <= 0 || bytes > maxBytes) {
            return new byte[0];
        }
        MemorySegment result = arena.allocate(bytes);
        answer = withFormat
                ? profile.callForInt(decoder, MemorySegment.NULL, OF_DELIVERED_PIXELS, result, bytes)
                : profile.callForInt(decoder, OF_DELIVERED_PIXELS, result, bytes);
        return answer == SUCCESS ? result.toArray(ValueLayout.JAVA_BYTE) : new byte[0];
    }

    /** Names where the pixels go, {@code channels} bytes each; returns whether the decoder takes it. */
    boolean output(Arena arena, MemorySegment decoder, MemorySegment target, int channels) {
        MemorySegment format = arena.allocate(24, Long.BYTES);
        format.set(JAVA_INT, 0, channels);
        format.set(JAVA_INT, 4, UNSIGNED_BYTES);
        return setOutput.callForInt(decoder, format, target, target.byteSize()) == SUCCESS;
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>(List.of("libjxl.so"));
        for (int version = MAX_VERSION; version >= OLDEST_VERSION; version--) {
            names.add("libjxl.so.0." + version);
        }
        names.addAll(List.of("libjxl.dylib", "jxl.dll"));
        return names;
    }
}
