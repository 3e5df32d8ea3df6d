package dev.imageclustering.shared.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Answers with a stored file: the type found in its content, cacheable for good because content never changes. */
public final class FileResponses {

    private static final Duration MAX_AGE = Duration.ofDays(365);

    private FileResponses() {}

    /**
     * Returns the answer; the framework makes a 304 or a range of it where the request asks for one.
     *
     * @param tag what identifies the content, without quotes
     */
    public static ResponseEntity<Resource> inline(Path file, @Nullable String mimeType, String tag, String filename)
            throws IOException {
        return ResponseEntity.ok()
                .contentType(mediaType(mimeType))
                .eTag('"' + tag + '"')
                .lastModified(Files.getLastModifiedTime(file).toInstant())
                .cacheControl(CacheControl.maxAge(MAX_AGE).cachePrivate().immutable())
                .header("X-Content-Type-Options", "nosniff")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline()
                                .filename(filename, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(new FileSystemResource(file));
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
