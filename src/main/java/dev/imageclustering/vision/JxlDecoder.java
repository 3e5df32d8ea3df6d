package dev.imageclustering.vision;

import dev.imageclustering.vision.UnreadablePicture.Code;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Decodes the first frame of a JPEG XL, which comes upright. */
final class JxlDecoder {

    private final Libjxl library;

    JxlDecoder(Libjxl library) {
        this.library = library;
    }

    DecodedPicture decode(ByteSource file, PictureLayout layout, int longSide) throws IOException, UnreadablePicture {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment decoder = library.start(arena, NativePixels.content(arena, file));
            require(library.next(decoder) == Libjxl.BASIC_INFO);
            Libjxl.Info info = library.info(arena, decoder);
            PictureHeader header = layout.header();
            require(info.width() == header.width() && info.height() == header.height());
            require(library.next(decoder) == Libjxl.COLOUR);
            library.preferSrgb(arena, decoder);
            byte[] profile = library.iccProfile(arena, decoder, EmbeddedProfile.MAX_BYTES);
            int channels = info.alpha() ? 4 : 3;
            MemorySegment pixels = arena.allocate(header.pixels() * channels, Long.BYTES);
            require(library.next(decoder) == Libjxl.NEED_OUTPUT);
            require(library.output(arena, decoder, pixels, channels));
            require(library.next(decoder) == Libjxl.FULL_IMAGE);
            NativePixels delivered =
                    new NativePixels(pixels, header.width(), header.height(), header.width() * channels, channels);
            return new DecodedPicture(delivered.toBgr(longSide), EmbeddedProfile.of(profile), false);
        }
    }

    private static void require(boolean asExpected) throws UnreadablePicture {
        if (!asExpected) {
            throw new UnreadablePicture(Code.CORRUPT, "The picture data is damaged or incomplete.");
        }
    }
}
