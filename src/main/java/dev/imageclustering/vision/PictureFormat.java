package dev.imageclustering.vision;

/** The picture formats that are read. */
public enum PictureFormat {
    JPEG("jpg", "image/jpeg"),
    PNG("png", "image/png"),
    GIF("gif", "image/gif"),
    BMP("bmp", "image/bmp"),
    WEBP("webp", "image/webp"),
    TIFF("tif", "image/tiff"),
    JPEG_2000("jp2", "image/jp2");

    private final String extension;
    private final String mimeType;

    PictureFormat(String extension, String mimeType) {
        this.extension = extension;
        this.mimeType = mimeType;
    }

    /** Returns the usual file name extension, without a dot. */
    public String extension() {
        return extension;
    }

    public String mimeType() {
        return mimeType;
    }
}
