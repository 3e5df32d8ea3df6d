package dev.imageclustering.shared.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;

/** Several ranges of a file as one body (RFC 9110, section 14.6); each is opened when the one before it was read. */
final class RangesBody {

    private final StoredFile file;
    private final MediaType type;
    private final List<ByteRange> ranges;
    private final String boundary = new String(MimeTypeUtils.generateMultipartBoundary(), StandardCharsets.US_ASCII);

    RangesBody(StoredFile file, MediaType type, List<ByteRange> ranges) {
        this.file = file;
        this.type = type;
        this.ranges = ranges;
    }

    MediaType contentType() {
        return MediaType.parseMediaType("multipart/byteranges; boundary=" + boundary);
    }

    /** Returns the length in bytes. */
    long length() {
        return end().length
                + ranges.stream()
                        .mapToLong(range -> head(range).length + range.length())
                        .sum();
    }

    @SuppressWarnings("JdkObsolete") // A sequence of streams that are opened one by one takes nothing else.
    InputStream open() {
        Stream<InputStream> parts =
                ranges.stream().flatMap(range -> Stream.of(new ByteArrayInputStream(head(range)), open(range)));
        Iterator<InputStream> all =
                Stream.concat(parts, Stream.of(new ByteArrayInputStream(end()))).iterator();
        return new SequenceInputStream(new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return all.hasNext();
            }

            @Override
            public InputStream nextElement() {
                return all.next();
            }
        });
    }

    private InputStream open(ByteRange range) {
        try {
            return file.open(range);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private byte[] head(ByteRange range) {
        return "\r\n--%s\r\nContent-Type: %s\r\nContent-Range: %s\r\n\r\n"
                .formatted(boundary, type, range.contentRange(file.size()))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private byte[] end() {
        return "\r\n--%s--\r\n".formatted(boundary).getBytes(StandardCharsets.US_ASCII);
    }
}
