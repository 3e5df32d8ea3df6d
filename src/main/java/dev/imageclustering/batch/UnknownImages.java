package dev.imageclustering.batch;

import dev.imageclustering.shared.FieldProblem;
import dev.imageclustering.shared.Problem;
import java.util.Collection;
import java.util.List;

/** Images are to join a batch that do not exist. */
public final class UnknownImages extends Problem {

    private static final long serialVersionUID = 1L;
    private static final int NAMED = 100;

    UnknownImages(Collection<Integer> ids) {
        super(Kind.BAD_REQUEST, "unknown-images", "One or more image IDs not found.", errors(ids));
    }

    private static List<FieldProblem> errors(Collection<Integer> ids) {
        return ids.stream()
                .limit(NAMED)
                .map(id -> new FieldProblem("image_ids", "Image %d not found".formatted(id)))
                .toList();
    }
}
