package dev.imageclustering.platform.web;

import dev.imageclustering.shared.FieldProblem;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamReadException;

/** Says what is wrong with a JSON body, in the words of the contract and not of the parser. */
final class UnreadableBody {

    private UnreadableBody() {}

    static FieldProblem describe(HttpMessageNotReadableException failure) {
        return switch (failure.getCause()) {
            case InputCoercionException tooLarge -> new FieldProblem(path(tooLarge.getPath()), "is out of range");
            case StreamReadException malformed ->
                new FieldProblem(
                        "body",
                        "is not valid JSON (line %d, column %d)"
                                .formatted(
                                        malformed.getLocation().getLineNr(),
                                        malformed.getLocation().getColumnNr()));
            case JacksonException mismatch -> new FieldProblem(path(mismatch.getPath()), "has the wrong type");
            case null, default -> new FieldProblem("body", "is missing or cannot be read");
        };
    }

    private static String path(List<JacksonException.Reference> path) {
        String joined = path.stream()
                .map(step -> step.getPropertyName() == null
                        ? "[%d]".formatted(step.getIndex())
                        : "." + step.getPropertyName())
                .collect(Collectors.joining());
        return joined.isEmpty() ? "body" : joined.replaceFirst("^\\.", "");
    }
}
