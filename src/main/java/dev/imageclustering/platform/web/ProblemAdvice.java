package dev.imageclustering.platform.web;

import dev.imageclustering.shared.FieldProblem;
import dev.imageclustering.shared.Problem;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Locale;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;

/** Answers every failure with a problem detail, and never with a stack trace, a server path or an SQL text. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final String INVALID = "invalid-request";
    /** In which a process starts, or a folder is there again. */
    private static final int RETRY_SECONDS = 5;

    private final DisconnectedClientHelper disconnections =
            new DisconnectedClientHelper(ProblemAdvice.class.getName() + ".disconnected");

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> problem(Problem problem, WebRequest request) {
        ProblemDetail detail = ProblemDetails.of(problem);
        HttpHeaders headers = new HttpHeaders();
        if (problem.kind() == Problem.Kind.UNAVAILABLE) {
            log.warn("A request could not be answered for now: {}", problem.detail(), problem.getCause());
            headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(RETRY_SECONDS));
        }
        return handleExceptionInternal(problem, detail, headers, HttpStatus.valueOf(detail.getStatus()), request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> unexpected(Exception failure, WebRequest request) {
        if (disconnections.checkAndLogClientDisconnectedException(failure)) {
            return null;
        }
        log.error("A request failed", failure);
        ProblemDetail detail = ProblemDetails.of(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal-error",
                "The server failed to answer; its log says why.",
                List.of());
        return handleExceptionInternal(failure, detail, new HttpHeaders(), HttpStatus.INTERNAL_SERVER_ERROR, request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> violation(ConstraintViolationException violations, WebRequest request) {
        return invalid(
                violations,
                violations.getConstraintViolations().stream()
                        .map(ProblemAdvice::fieldProblem)
                        .toList(),
                request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> undecodable(InvalidParameterException failure, WebRequest request) {
        return invalid(failure, List.of(new FieldProblem("query", "has an escape that is no UTF-8")), request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> impossibleName(InvalidPathException failure, WebRequest request) {
        return invalid(
                failure, List.of(new FieldProblem("filename", "is not possible as the name of a file")), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return invalid(
                failure,
                failure.getBindingResult().getFieldErrors().stream()
                        .map(ProblemAdvice::fieldProblem)
                        .toList(),
                request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<FieldProblem> errors = failure.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream()
                        .map(error -> fieldProblem(
                                String.valueOf(result.getMethodParameter().getParameterName()), error)))
                .toList();
        return invalid(failure, errors, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        FieldProblem error = UnreadableBody.describe(failure);
        return invalid(failure, List.of(error), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String name = failure instanceof MethodArgumentTypeMismatchException argument
                ? argument.getName()
                : String.valueOf(failure.getPropertyName());
        Class<?> type = failure.getRequiredType();
        String expected = type == null ? "value" : type.getSimpleName().toLowerCase(Locale.ROOT);
        FieldProblem error =
                new FieldProblem(snakeCase(name), "'%s' is not a valid %s".formatted(failure.getValue(), expected));
        return invalid(failure, List.of(error), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException failure,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return invalid(failure, List.of(new FieldProblem(failure.getParameterName(), "is required")), request);
    }

    private @Nullable ResponseEntity<Object> invalid(Exception failure, List<FieldProblem> errors, WebRequest request) {
        String detail = errors.isEmpty()
                ? "The request is not valid."
                : "%s: %s"
                        .formatted(errors.getFirst().field(), errors.getFirst().message());
        ProblemDetail problem = ProblemDetails.of(HttpStatus.UNPROCESSABLE_CONTENT, INVALID, detail, errors);
        return handleExceptionInternal(failure, problem, new HttpHeaders(), HttpStatus.UNPROCESSABLE_CONTENT, request);
    }

    /** Gives the framework's own problems (unknown path, method, media type) our members. */
    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (!(body instanceof ProblemDetail problem)) {
            return super.createResponseEntity(body, headers, status, request);
        }
        ProblemDetail answer = isOurs(problem) ? problem : withOurMembers(problem, HttpStatus.valueOf(status.value()));
        ProblemDetails.setInstance(
                answer, ((ServletWebRequest) request).getRequest().getRequestURI());
        HttpHeaders all = HttpHeaders.copyOf(headers);
        // Whatever the client accepts: a problem is better than no answer.
        all.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return super.createResponseEntity(answer, all, status, request);
    }

    private static boolean isOurs(ProblemDetail problem) {
        return problem.getProperties() != null && problem.getProperties().containsKey("message");
    }

    private static ProblemDetail withOurMembers(ProblemDetail problem, HttpStatus status) {
        String detail = problem.getDetail() == null ? status.getReasonPhrase() : problem.getDetail();
        return ProblemDetails.of(status, ProblemDetails.slug(status), detail, List.of());
    }

    private static FieldProblem fieldProblem(FieldError error) {
        return fieldProblem(error.getField(), error);
    }

    private static FieldProblem fieldProblem(String name, MessageSourceResolvable error) {
        String message = error.getDefaultMessage();
        return new FieldProblem(snakeCase(name), message == null ? "is not valid" : message);
    }

    private static FieldProblem fieldProblem(ConstraintViolation<?> violation) {
        return new FieldProblem(snakeCase(violation.getPropertyPath().toString()), violation.getMessage());
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
