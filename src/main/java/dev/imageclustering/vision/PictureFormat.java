package dev.imageclustering.vision;

/** The picture formats that are read. */
public enum PictureFormat {
    JPEG("jpg", "image/jpeg"),
    PNG("png", "image/png"),
    GIF("gif", "image/gif"),
    BMP("bmp", "image/bmp"),
    WEBP("webp", "image/webp"),
    TIFF("tif", "image/tiff"),
    JPEG_2000("jp2", "image/jp2"),
    HEIC("heic", "image/heic"),
    AVIF("avif", "image/avif"),
    JPEG_XL("jxl", "image/jxl"),
    DNG("dng", "image/x-adobe-dng"),
    CR2("cr2", "image/x-canon-cr2"),
    NEF("nef", "image/x-nikon-nef"),
    ARW("arw", "image/x-sony-arw"),
    ORF("orf", "image/x-olympus-orf"),
    RW2("rw2", "image/x-panasonic-rw2"),
    PEF("pef", "image/x-pentax-pef"),
    RAF("raf", "image/x-fuji-raf"),
    CR3("cr3", "image/x-canon-cr3"),
    X3F("x3f", "image/x-sigma-x3f");

    private final String extension;
    private final String mimeType;

    PictureFormat(String extension, String mimeType) {
        this.extension = extension;
        this.mimeType = mimeType;
    }

    /** Tells whether the decoder turns the picture by what the file says, so that its EXIF must not turn it again. */
    boolean comesUpright() {
        return switch (this) {
            case HEIC, AVIF, JPEG_XL -> true;
            case JPEG, PNG, GIF, BMP, WEBP, TIFF, JPEG_2000, DNG, CR2, NEF, ARW, ORF, RW2, PEF, RAF, CR3, X3F -> false;
        };
    }

    /** Returns the usual file name extension, without a dot. */
    public String extension() {
        return extension;
    }

    public String mimeType() {
        return mimeType;
    }
}
