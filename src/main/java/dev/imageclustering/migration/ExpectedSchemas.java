package dev.imageclustering.migration;

/** The schema that each revision leaves behind, in files beside the revisions. */
final class ExpectedSchemas {

    private static final String FILE = "db/changelog/schemas/%04d-%s.txt";

    private ExpectedSchemas() {}

    /**
     * Returns the schema after a revision and all before it.
     *
     * @throws IllegalArgumentException if the revision is none of this program's
     */
    static SchemaSnapshot at(String revisionId) {
        int number = RevisionChain.load().number(revisionId);
        if (number == 0) {
            throw new IllegalArgumentException("There is no revision " + revisionId);
        }
        return new SchemaSnapshot(
                RevisionChain.text(FILE.formatted(number, revisionId)).lines().toList());
    }
}
