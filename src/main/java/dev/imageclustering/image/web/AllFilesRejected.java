package dev.imageclustering.image.web;

import dev.imageclustering.image.UploadOutcome;
import dev.imageclustering.shared.FieldProblem;
import dev.imageclustering.shared.Problem;
import java.util.List;

/** An upload of which no file is a picture that can be read. */
final class AllFilesRejected extends Problem {

    private static final long serialVersionUID = 1L;

    AllFilesRejected(List<UploadOutcome.Rejected> rejected) {
        super(
                Kind.BAD_REQUEST,
                "all-files-rejected",
                "None of the files is an image that can be read.",
                rejected.stream()
                        .map(file -> new FieldProblem(file.originalFilename(), file.reason()))
                        .toList());
    }

    /** Throws where files came in and each was rejected. */
    static void check(List<UploadOutcome> outcomes) {
        List<UploadOutcome.Rejected> rejected = outcomes.stream()
                .filter(UploadOutcome.Rejected.class::isInstance)
                .map(UploadOutcome.Rejected.class::cast)
                .toList();
        if (rejected.size() == outcomes.size()) {
            throw new AllFilesRejected(rejected);
        }
    }
}
