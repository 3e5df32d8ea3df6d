package dev.imageclustering.shared;

import java.util.List;

/** A parameter or body that the contract does not allow. */
public final class InvalidRequest extends Problem {

    private static final long serialVersionUID = 1L;

    public InvalidRequest(String field, String message) {
        super(Kind.INVALID, "invalid-request", message, List.of(new FieldProblem(field, message)));
    }
}
