package dev.imageclustering.shared.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Answers with a stored file: the type found in its content, cacheable for good because content never changes. */
public final class FileResponses {

    private static final Duration MAX_AGE = Duration.ofDays(365);

    private FileResponses() {}

    /**
     * Returns the answer to the current request, which may ask for a range or say which version it has or wants.
     *
     * @param tag what identifies the content, without quotes
     * @throws ErrorResponseException if the request wants another version, or ranges that the file does not have
     */
    public static ResponseEntity<Resource> inline(Path file, @Nullable String mimeType, String tag, String filename)
            throws IOException {
        StoredFile stored = StoredFile.find(file);
        Conditions conditions = new Conditions(request(), '"' + tag + '"', stored.lastModified());
        if (conditions.failed()) {
            throw refusal(HttpStatus.PRECONDITION_FAILED, "The file is not the version that the request wants.");
        }
        HttpHeaders headers = headers(conditions, filename);
        if (conditions.notModified()) {
            return new ResponseEntity<>(headers, HttpStatus.NOT_MODIFIED);
        }
        headers.setContentType(mediaType(mimeType));
        return conditions
                .ranges()
                .map(ranges -> ranges(stored, ranges, headers))
                .orElseGet(() -> one(HttpStatus.OK, stored, stored.all(), headers));
    }

    private static HttpServletRequest request() {
        return ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest();
    }

    private static HttpHeaders headers(Conditions conditions, String filename) {
        HttpHeaders headers = new HttpHeaders();
        headers.setETag(conditions.tag());
        headers.setLastModified(conditions.lastModified());
        headers.setCacheControl(CacheControl.maxAge(MAX_AGE).cachePrivate().immutable());
        headers.set(HttpHeaders.ACCEPT_RANGES, "bytes");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.setContentDisposition(ContentDisposition.inline()
                .filename(filename, StandardCharsets.UTF_8)
                .build());
        return headers;
    }

    private static ResponseEntity<Resource> ranges(StoredFile file, RequestedRanges requested, HttpHeaders headers) {
        List<ByteRange> ranges = requested.in(file.size());
        if (ranges.isEmpty()) {
            ErrorResponseException refusal = refusal(
                    HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE, "The file does not have the bytes that are asked for.");
            refusal.getHeaders().set(HttpHeaders.CONTENT_RANGE, "bytes */" + file.size());
            throw refusal;
        }
        if (ranges.size() == 1) {
            headers.set(HttpHeaders.CONTENT_RANGE, ranges.getFirst().contentRange(file.size()));
            return one(HttpStatus.PARTIAL_CONTENT, file, ranges.getFirst(), headers);
        }
        // Overlapping ranges could ask for the same bytes again and again.
        return ranges.stream().mapToLong(ByteRange::length).sum() < file.size()
                ? several(file, ranges, headers)
                : one(HttpStatus.OK, file, file.all(), headers);
    }

    private static ResponseEntity<Resource> one(
            HttpStatus status, StoredFile file, ByteRange range, HttpHeaders headers) {
        headers.setContentLength(range.length());
        return new ResponseEntity<>(new InputStreamResource(() -> file.open(range)), headers, status);
    }

    private static ResponseEntity<Resource> several(StoredFile file, List<ByteRange> ranges, HttpHeaders headers) {
        RangesBody body = new RangesBody(file, Objects.requireNonNull(headers.getContentType()), ranges);
        headers.setContentType(body.contentType());
        headers.setContentLength(body.length());
        return new ResponseEntity<>(new InputStreamResource(body::open), headers, HttpStatus.PARTIAL_CONTENT);
    }

    private static ErrorResponseException refusal(HttpStatus status, String detail) {
        ErrorResponseException refusal = new ErrorResponseException(status);
        refusal.setDetail(detail);
        refusal.getHeaders().setCacheControl(CacheControl.noStore());
        return refusal;
    }

    /** Returns the type if a browser may show it as a picture; an old row may hold what a client claimed. */
    private static MediaType mediaType(@Nullable String mimeType) {
        try {
            MediaType type = mimeType == null ? MediaType.APPLICATION_OCTET_STREAM : MediaType.parseMediaType(mimeType);
            boolean picture =
                    type.getType().equals("image") && !type.getSubtype().contains("svg");
            return picture ? type : MediaType.APPLICATION_OCTET_STREAM;
        } catch (InvalidMediaTypeException unknown) {
            return MediaType.APPLICATION_OCTET_STREAM;
        }
    }
}
