package dev.imageclustering.vision;

import static dev.imageclustering.vision.SamplePictures.ascii;
import static dev.imageclustering.vision.SamplePictures.bigEndian;
import static dev.imageclustering.vision.SamplePictures.concat;
import static dev.imageclustering.vision.SamplePictures.hex;
import static dev.imageclustering.vision.SamplePictures.littleEndian;

import com.github.jaiimageio.jpeg2000.J2KImageWriteParam;
import com.github.jaiimageio.jpeg2000.impl.J2KImageWriterSpi;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Files of formats of which no camera's file may be shipped: the smallest that their published layouts allow. */
public final class MadeRawFiles {

    private static final String METADATA = "85C0B687 820F 11E0 8111 F4CE462B6A48";
    private static final String PREVIEW = "EAF42B5E 1C98 4B88 B9FB B7DC406E4D16";
    private static final int X3F_HEADER = 256;
    private static final int SIGMA_JPEG = 18;

    private MadeRawFiles() {}

    /**
     * Returns a CR3 with a sample of full size, a preview and a thumbnail.
     *
     * @param directories what stands between Canon's mark and the thumbnail, such as boxes CMT1 and CMT2
     */
    public static byte[] canon3(byte[] full, byte[] preview, byte[] thumbnail, byte[] directories) {
        byte[] type = box("ftyp", ascii("crx "), bigEndian(1, 4), ascii("crx isom"));
        byte[] smaller = box("uuid", hex(PREVIEW), bigEndian(1, 8), preview(preview));
        // The place of the sample is told before it, in a box whose length does not depend on it.
        int before = type.length + movie(0, full, thumbnail, directories).length + smaller.length + 8;
        return concat(type, movie(before, full, thumbnail, directories), smaller, box("mdat", full));
    }

    private static byte[] movie(long place, byte[] full, byte[] thumbnail, byte[] directories) {
        byte[] head = concat(bigEndian(0, 4), bigEndian(160, 2), bigEndian(120, 2), bigEndian(thumbnail.length, 4));
        byte[] own =
                box("uuid", hex(METADATA), directories, box("THMB", head, bigEndian(1, 2), bigEndian(0, 2), thumbnail));
        byte[] sizes = box("stsz", bigEndian(0, 4), bigEndian(full.length, 4), bigEndian(1, 4));
        byte[] places = box("co64", bigEndian(0, 4), bigEndian(1, 4), bigEndian(place, 8));
        return box("moov", own, box("trak", box("mdia", box("minf", box("stbl", sizes, places)))));
    }

    private static byte[] preview(byte[] jpeg) {
        byte[] head = concat(bigEndian(0, 4), bigEndian(1, 2), bigEndian(1620, 2), bigEndian(1080, 2));
        return box("PRVW", head, bigEndian(1, 2), bigEndian(jpeg.length, 4), jpeg);
    }

    /** Returns a box of an ISO media file. */
    public static byte[] box(String type, byte[]... content) {
        byte[] all = concat(content);
        return concat(bigEndian(all.length + 8, 4), ascii(type), all);
    }

    /**
     * Returns an X3F with these JPEGs, each a section of its own.
     *
     * @param degrees how the camera was held
     */
    public static byte[] sigma(int degrees, List<byte[]> jpegs) {
        byte[] start =
                concat(ascii("FOVb"), littleEndian(2, 2), littleEndian(2, 2), new byte[28], littleEndian(degrees, 4));
        byte[] file = concat(start, new byte[X3F_HEADER - start.length]);
        byte[] entries = {};
        for (byte[] jpeg : jpegs) {
            byte[] section = concat(
                    ascii("SECi"),
                    littleEndian(0x20000, 4),
                    littleEndian(2, 4),
                    littleEndian(SIGMA_JPEG, 4),
                    new byte[12]);
            byte[] place = concat(littleEndian(file.length, 4), littleEndian(section.length + jpeg.length, 4));
            entries = concat(entries, place, ascii("IMA2"));
            file = concat(file, section, jpeg);
        }
        byte[] directory = concat(ascii("SECd"), littleEndian(0x20000, 4), littleEndian(jpegs.size(), 4), entries);
        return concat(file, directory, littleEndian(file.length, 4));
    }

    /** Returns a lossy JPEG 2000 of about 30 kB, larger than anything is computed from. */
    public static byte[] jpeg2000(int width, int height) throws IOException {
        BufferedImage picture = SamplePictures.quarters(width, height);
        ImageWriter writer = new J2KImageWriterSpi().createWriterInstance();
        J2KImageWriteParam parameters = (J2KImageWriteParam) writer.getDefaultWriteParam();
        parameters.setLossless(false);
        parameters.setEncodingRate(0.1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream output = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.write(null, new IIOImage(picture, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** Returns a JPEG in four colours. */
    public static byte[] jpeg(int width, int height) {
        return SamplePictures.encode(SamplePictures.quarters(width, height), "jpg");
    }
}
