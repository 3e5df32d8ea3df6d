package dev.imageclustering.platform.web;

import dev.imageclustering.shared.FieldProblem;
import dev.imageclustering.shared.Problem;
import java.net.URI;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** Makes the problem details of RFC 9457, with the members that clients of the old system look at. */
final class ProblemDetails {

    private static final String TYPE = "urn:image-clustering:problem:";

    private ProblemDetails() {}

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
        };
    }
}
