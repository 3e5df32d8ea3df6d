package dev.imageclustering.platform.web;

import dev.imageclustering.shared.FieldProblem;
import dev.imageclustering.shared.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.util.UriUtils;

/** Makes the problem details of RFC 9457, with the members that clients of the old system look at. */
final class ProblemDetails {

    private static final String TYPE = "urn:image-clustering:problem:";

    /** What may not stand in a path as it is; a client may send it all the same, or a broken escape. */
    private static final Pattern UNENCODED = Pattern.compile("%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9\\-._~!$&'()*+,;=:@/%]");

    private static final JacksonJsonHttpMessageConverter JSON = new JacksonJsonHttpMessageConverter();

    private ProblemDetails() {}

    /** Makes a problem of which no more is known than its status. */
    static ProblemDetail of(HttpStatus status) {
        return of(status, slug(status), status.getReasonPhrase(), List.of());
    }

    static String slug(HttpStatus status) {
        return status.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    /** Says which path the problem is about: as the client sent it, encoded where that makes no URI. */
    static void setInstance(ProblemDetail problem, @Nullable String requestUri) {
        if (requestUri != null) {
            String path = UNENCODED
                    .matcher(requestUri.replaceFirst("^//+", "/"))
                    .replaceAll(found -> UriUtils.encode(found.group(), StandardCharsets.UTF_8));
            problem.setInstance(URI.create(path));
        }
    }

    /** Answers outside of the framework's handling. */
    static void write(ProblemDetail problem, HttpServletResponse response) throws IOException {
        response.setStatus(problem.getStatus());
        try (ServletServerHttpResponse answer = new ServletServerHttpResponse(response)) {
            JSON.write(problem, MediaType.APPLICATION_PROBLEM_JSON, answer);
        }
    }

    static ProblemDetail of(HttpStatus status, String slug, String detail, List<FieldProblem> errors) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create(TYPE + slug));
        problem.setProperty("message", detail);
        if (!errors.isEmpty()) {
            problem.setProperty("errors", errors);
        }
        return problem;
    }

    static ProblemDetail of(Problem problem) {
        return of(status(problem.kind()), problem.slug(), problem.detail(), problem.errors());
    }

    private static HttpStatus status(Problem.Kind kind) {
        return switch (kind) {
            case BAD_REQUEST -> HttpStatus.BAD_REQUEST;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case CONFLICT -> HttpStatus.CONFLICT;
            case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            case INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
            case FAILED -> HttpStatus.INTERNAL_SERVER_ERROR;
            case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }
}
