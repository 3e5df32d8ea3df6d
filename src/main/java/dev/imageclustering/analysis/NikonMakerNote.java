package dev.imageclustering.analysis;

import com.drew.imaging.tiff.TiffProcessingException;
import com.drew.imaging.tiff.TiffReader;
import com.drew.lang.ByteArrayReader;
import com.drew.lang.RandomAccessReader;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.makernotes.NikonType2MakernoteDirectory;
import com.drew.metadata.tiff.DirectoryTiffHandler;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Nikon's maker note of the second type, a TIFF structure of its own, asked for the ISO that old bodies write only there. */
final class NikonMakerNote extends DirectoryTiffHandler {

    private static final byte[] PREAMBLE = {'N', 'i', 'k', 'o', 'n', 0, 2};
    private static final int TIFF_HEADER = 10;

    private final Directory directory = new NikonType2MakernoteDirectory();

    private NikonMakerNote() {
        super(new Metadata(), null);
    }

    /** Returns the ISO; NaN where the bytes are no such maker note or it holds none. */
    static double iso(byte[] note) {
        if (note.length < TIFF_HEADER || !Arrays.equals(note, 0, PREAMBLE.length, PREAMBLE, 0, PREAMBLE.length)) {
            return Double.NaN;
        }
        NikonMakerNote handler = new NikonMakerNote();
        byte[] tiff = Arrays.copyOfRange(note, TIFF_HEADER, note.length);
        try {
            new TiffReader().processTiff(new ByteArrayReader(tiff), handler, 0);
        } catch (TiffProcessingException | IOException | RuntimeException malformed) {
            return Double.NaN;
        }
        // The first of the two numbers is 0, the second the sensitivity; it is 0 where EXIF holds it.
        double[] numbers = TagNumbers.all(handler.directory.getObject(NikonType2MakernoteDirectory.TAG_ISO_1));
        return numbers.length == 2 && numbers[1] > 0 ? numbers[1] : Double.NaN;
    }

    @Override
    public void setTiffMarker(int marker) {
        pushDirectory(directory);
    }

    @Override
    public boolean tryEnterSubIfd(int tag) {
        return false;
    }

    @Override
    public boolean hasFollowerIfd() {
        return false;
    }

    @Override
    public @Nullable Long tryCustomProcessFormat(int tag, int format, long components) {
        return null;
    }

    @Override
    public boolean customProcessTag(
            int offset, Set<Integer> visited, int start, RandomAccessReader tiff, int tag, int length) {
        return tag != NikonType2MakernoteDirectory.TAG_ISO_1;
    }
}
