package dev.imageclustering.analysis;

import com.drew.lang.SequentialByteArrayReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.StringValue;
import com.drew.metadata.iptc.IptcDirectory;
import com.drew.metadata.iptc.IptcReader;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The IPTC datasets of a photo. */
final class IptcFields {

    /** What fits a JPEG's segment. metadata-extractor copies all keywords for each further one, so more is cut. */
    private static final int MAX_LENGTH = 1 << 16;

    private final List<IptcDirectory> directories;

    private IptcFields(List<IptcDirectory> directories) {
        this.directories = directories;
    }

    static IptcFields of(List<byte[]> blocks) {
        return new IptcFields(blocks.stream().map(IptcFields::read).toList());
    }

    private static IptcDirectory read(byte[] block) {
        byte[] datasets = block.length <= MAX_LENGTH ? block : Arrays.copyOf(block, MAX_LENGTH);
        Metadata metadata = new Metadata();
        try {
            new IptcReader().extract(new SequentialByteArrayReader(datasets), metadata, datasets.length);
        } catch (RuntimeException malformed) {
            // What was read before the damage counts.
        }
        IptcDirectory directory = metadata.getFirstDirectoryOfType(IptcDirectory.class);
        return directory == null ? new IptcDirectory() : directory;
    }

    /** Returns the dataset's text, the first one where there are several. */
    @Nullable
    String text(int tag) {
        List<String> all = texts(tag);
        return all.isEmpty() ? null : all.getFirst();
    }

    List<String> texts(int tag) {
        return directories.stream()
                .filter(directory -> directory.containsTag(tag))
                .findFirst()
                .map(directory -> decode(directory, tag))
                .orElse(List.of());
    }

    /** Decodes by the declared character set; if there is none, or it does not fit, by what the bytes look like. */
    private static List<String> decode(IptcDirectory directory, int tag) {
        StringValue[] values = directory.getStringValueArray(tag);
        if (values == null) {
            return List.of();
        }
        boolean latin1 = "ISO-8859-1".equals(directory.getString(IptcDirectory.TAG_CODED_CHARACTER_SET));
        return Arrays.stream(values)
                .map(StringValue::getBytes)
                .map(bytes -> latin1 ? MetadataText.decodeLatin(bytes) : MetadataText.decode(bytes))
                .toList();
    }
}
