package dev.imageclustering.vision;

import dev.imageclustering.vision.Libheif.Codec;
import dev.imageclustering.vision.UnreadablePicture.Code;
import java.util.Optional;

/**
 * The decoders of HEIC, AVIF and JPEG XL, for which the system's libraries are needed. These are looked for when such a
 * file first comes; one installed later counts from the next start on.
 */
final class SystemCodecs {

    private final Optional<Libheif> libheif;
    private final Optional<Libjxl> libjxl;

    SystemCodecs(Optional<Libheif> libheif, Optional<Libjxl> libjxl) {
        this.libheif = libheif;
        this.libjxl = libjxl;
    }

    /** Holds what is found until the program ends. */
    private static final class Installed {
        static final SystemCodecs CODECS = new SystemCodecs(Libheif.installed(), Libjxl.installed());
    }

    static SystemCodecs installed() {
        return Installed.CODECS;
    }

    /** Refuses a picture of a format whose library is missing. */
    void require(PictureFormat format) throws UnreadablePicture {
        switch (format) {
            case HEIC -> heif(Codec.HEVC, "HEIC");
            case AVIF -> heif(Codec.AV1, "AVIF");
            case JPEG_XL -> jxl();
            default -> {}
        }
    }

    HeifDecoder heifDecoder(PictureFormat format) throws UnreadablePicture {
        return new HeifDecoder(format == PictureFormat.HEIC ? heif(Codec.HEVC, "HEIC") : heif(Codec.AV1, "AVIF"));
    }

    JxlDecoder jxlDecoder() throws UnreadablePicture {
        return new JxlDecoder(jxl());
    }

    private Libheif heif(Codec codec, String format) throws UnreadablePicture {
        Libheif library = libheif.orElseThrow(() -> missing(format + " needs libheif 1.x"));
        if (!library.decodes(codec)) {
            throw missing("%s needs libheif 1.x with a decoder for %s".formatted(format, codec));
        }
        return library;
    }

    private Libjxl jxl() throws UnreadablePicture {
        return libjxl.orElseThrow(() -> missing("JPEG XL needs libjxl 0.7 or later"));
    }

    private static UnreadablePicture missing(String need) {
        return new UnreadablePicture(Code.MISSING_LIBRARY, need + ", which is not installed on this server.");
    }
}
