package dev.imageclustering.vision;

import dev.imageclustering.vision.Libheif.Pixels;
import dev.imageclustering.vision.UnreadablePicture.Code;
import java.awt.color.ICC_Profile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** Decodes the primary picture of a HEIC or AVIF, which comes upright and cut as the file asks for. */
final class HeifDecoder {

    private final Libheif library;

    HeifDecoder(Libheif library) {
        this.library = library;
    }

    DecodedPicture decode(ByteSource file, PictureLayout layout, int longSide) throws IOException, UnreadablePicture {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment content = NativePixels.content(arena, file);
            MemorySegment picture =
                    library.openPrimary(arena, content, Math.max(layout.header().pixels(), 1 << 16) * 2);
            Pixels pixels = library.decode(arena, picture);
            if ((long) pixels.width() * pixels.height() > 2 * layout.header().pixels()) {
                throw new UnreadablePicture(Code.CORRUPT, "The picture is larger than its header says.");
            }
            NativePixels delivered = new NativePixels(
                    pixels.bytes(), pixels.width(), pixels.height(), pixels.stride(), pixels.alpha() ? 4 : 3);
            return new DecodedPicture(delivered.toBgr(longSide), profile(arena, picture), false);
        }
    }

    private @Nullable ICC_Profile profile(Arena arena, MemorySegment picture) throws UnreadablePicture {
        byte[] icc = library.iccProfile(arena, picture, EmbeddedProfile.MAX_BYTES);
        if (icc.length > 0) {
            return EmbeddedProfile.of(icc);
        }
        return library.nclx(arena, picture)
                .flatMap(nclx -> VideoColours.profile(nclx.primaries(), nclx.transfer()))
                .orElse(null);
    }
}
