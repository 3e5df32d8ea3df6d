package dev.imageclustering.shared;

import java.util.List;

/** A refusal that a client can act on; the web layer turns it into an RFC 9457 problem detail. */
public abstract class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String slug;
    private final transient List<FieldProblem> errors;

    /**
     * Creates a problem.
     *
     * @param kind decides the status of the answer
     * @param slug the last part of the problem's type, such as {@code image-not-found}
     * @param detail one sentence for the client; never a server path or an SQL text
     */
    protected Problem(Kind kind, String slug, String detail) {
        this(kind, slug, detail, List.of());
    }

    protected Problem(Kind kind, String slug, String detail, List<FieldProblem> errors) {
        super(detail);
        this.kind = kind;
        this.slug = slug;
        this.errors = List.copyOf(errors);
    }

    public Kind kind() {
        return kind;
    }

    public String slug() {
        return slug;
    }

    public String detail() {
        String message = getMessage();
        return message == null ? slug : message;
    }

    public List<FieldProblem> errors() {
        return errors;
    }

    /** What went wrong, as far as the client needs to tell the cases apart. */
    public enum Kind {
        BAD_REQUEST,
        FORBIDDEN,
        NOT_FOUND,
        CONFLICT,
        TOO_LARGE,
        INVALID,
        FAILED,
        /** Nothing is wrong with the request, and the same is worth another try soon. */
        UNAVAILABLE
    }
}
