package dev.imageclustering.analysis;

import com.drew.lang.RandomAccessReader;
import com.drew.metadata.exif.ExifDirectoryBase;
import dev.imageclustering.image.ImageMetadata;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a photo's file says of it. Whatever is damaged, absurd or hostile in the file is left out and the rest
 * returned; no file makes it fail but one that cannot be read from the disk.
 */
public final class ExifReader {

    /** The first box of HEIC, AVIF and CR3, of JPEG XL, and of JPEG 2000: ftyp, "JXL " and "jP  ". */
    private static final Set<Long> BOXES = Set.of(0x66747970L, 0x4a584c20L, 0x6a502020L);

    private static final int MAX_CAMERA_NAME = 100;

    private final Clock clock;

    public ExifReader() {
        this(Clock.systemUTC());
    }

    ExifReader(Clock clock) {
        this.clock = clock;
    }

    /**
     * Reads the metadata of a file of any format; of a format without metadata that is known nothing.
     *
     * @throws IOException if the file cannot be read from the disk
     */
    public ImageMetadata read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            MetadataBlocks blocks = collect(new FileBytes(channel));
            ExifTags exif = exif(blocks);
            return describe(exif, XmpProperties.of(blocks.xmp()), IptcFields.of(blocks.iptc()), blocks);
        }
    }

    private static MetadataBlocks collect(FileBytes file) throws IOException {
        MetadataBlocks blocks = new MetadataBlocks();
        try {
            collect(file, blocks);
        } catch (EOFException endsEarly) {
            // A file that is cut off says what stands before the cut.
            return blocks;
        }
        return blocks;
    }

    private static void collect(FileBytes file, MetadataBlocks blocks) throws IOException {
        long magic = file.u32(0);
        if (magic >>> 16 == 0xffd8) {
            JpegSegments.collect(file, 0, blocks);
        } else if (magic == 0x89504e47L) {
            PngChunks.collect(file, blocks);
        } else if (magic == 0x47494638L) {
            GifBlocks.collect(file, blocks);
        } else if (magic >>> 16 == 0x4949 || magic >>> 16 == 0x4d4d) {
            blocks.addExif(new TiffFile(file));
        } else if (magic == 0x46554a49L) {
            // A raw file of Fujifilm says at this place where its preview is, in which the metadata are.
            JpegSegments.collect(file, file.u32(84), blocks);
        } else if (magic == 0x52494646L && file.u32(8) == 0x57454250L) {
            WebpChunks.collect(file, blocks);
        } else if (magic == 0x464f5662L) {
            SigmaSections.collect(file, blocks);
        } else if (BOXES.contains(file.u32(4))) {
            HeifItems.collect(file, blocks);
        }
    }

    /** Returns the tags of the first EXIF that has any. */
    private static ExifTags exif(MetadataBlocks blocks) throws IOException {
        ExifTags tags = ExifTags.read(blocks.exifParts(), blocks);
        for (RandomAccessReader tiff : blocks.exif()) {
            if (tags.isEmpty()) {
                tags = ExifTags.read(tiff, blocks);
            }
        }
        return tags;
    }

    private ImageMetadata describe(ExifTags exif, XmpProperties xmp, IptcFields iptc, MetadataBlocks blocks) {
        CaptureTime time = CaptureTime.of(exif, xmp, iptc, clock.instant());
        GpsPosition position = GpsPosition.of(exif, xmp);
        return new ImageMetadata(
                null,
                null,
                orientation(exif, blocks),
                time == null ? null : time.instant(),
                time == null ? null : time.offsetText(),
                position == null ? null : (Double) position.latitude(),
                position == null ? null : (Double) position.longitude(),
                camera(exif.text(ExifDirectoryBase.TAG_MAKE), xmp.text(XmpProperties.TIFF, "Make")),
                camera(exif.text(ExifDirectoryBase.TAG_MODEL), xmp.text(XmpProperties.TIFF, "Model")),
                ExposureSettings.focalLength(exif, xmp),
                ExposureSettings.fNumber(exif, xmp),
                ExposureSettings.exposureTime(exif, xmp),
                IsoSpeed.of(exif, xmp),
                PhotoCaption.of(exif, xmp, iptc, blocks),
                PhotoTags.of(exif, xmp, iptc),
                StarRating.of(exif, xmp));
    }

    /** XMP's orientation is not asked: no viewer turns a picture by it. */
    private static @Nullable Integer orientation(ExifTags exif, MetadataBlocks blocks) {
        double orientation = exif.number(ExifDirectoryBase.TAG_ORIENTATION);
        if (orientation >= 1 && orientation <= 8) {
            return (int) orientation;
        }
        String ofContainer = blocks.text(SigmaSections.ORIENTATION);
        return ofContainer == null ? null : Integer.valueOf(ofContainer);
    }

    private static @Nullable String camera(@Nullable String exif, @Nullable String xmp) {
        String name = MetadataText.line(exif, MAX_CAMERA_NAME);
        return name == null ? MetadataText.line(xmp, MAX_CAMERA_NAME) : name;
    }
}
