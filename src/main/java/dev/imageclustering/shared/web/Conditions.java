package dev.imageclustering.shared.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/**
 * What a request asks of the version of a file before it wants it (RFC 9110, section 13).
 *
 * @param tag of the stored version, with its quotes
 * @param lastModified of the stored version, in whole seconds
 */
record Conditions(HttpServletRequest request, String tag, Instant lastModified) {

    /** Tells whether the client wants another version than ours. */
    boolean failed() {
        return list(HttpHeaders.IF_MATCH)
                .map(wanted -> !names(wanted, true))
                .orElseGet(() -> date(HttpHeaders.IF_UNMODIFIED_SINCE)
                        .map(lastModified::isAfter)
                        .orElse(false));
    }

    /** Tells whether the client has our version already. */
    boolean notModified() {
        return list(HttpHeaders.IF_NONE_MATCH)
                .map(known -> names(known, false))
                .orElseGet(() -> date(HttpHeaders.IF_MODIFIED_SINCE)
                        .map(since -> !lastModified.isAfter(since))
                        .orElse(false));
    }

    /** Returns the ranges to answer with instead of the whole file, if the client asks for such and may get them. */
    Optional<RequestedRanges> ranges() {
        String header = request.getHeader(HttpHeaders.RANGE);
        boolean get = HttpMethod.GET.matches(request.getMethod());
        return header != null && get && isVersionOfRange() ? RequestedRanges.parse(header) : Optional.empty();
    }

    private boolean isVersionOfRange() {
        String version = request.getHeader(HttpHeaders.IF_RANGE);
        return version == null
                || version.strip().equals(tag)
                || date(HttpHeaders.IF_RANGE).map(lastModified::equals).orElse(false);
    }

    private boolean names(String list, boolean strong) {
        ETag ours = ETag.create(tag);
        return list.strip().equals("*") || ETag.parse(list).stream().anyMatch(other -> ours.compare(other, strong));
    }

    private Optional<String> list(String name) {
        List<String> values = Collections.list(request.getHeaders(name));
        return values.isEmpty() ? Optional.empty() : Optional.of(String.join(",", values));
    }

    /** Returns the date of a header; one that is no date is to be ignored. */
    private Optional<Instant> date(String name) {
        try {
            long millis = request.getDateHeader(name);
            return millis < 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
        } catch (IllegalArgumentException noDate) {
            return Optional.empty();
        }
    }
}
