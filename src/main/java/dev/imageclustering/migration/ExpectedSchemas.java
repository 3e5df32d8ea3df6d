package dev.imageclustering.migration;

/**
 * The schema that each revision leaves behind, as it was when the revision was frozen: what a live schema is compared
 * with. A file of lines for each revision lies beside the revisions; a test compares them with a real database.
 */
final class ExpectedSchemas {

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
        return at(number, revisionId);
    }

    /** Returns the schema after the first revisions of a chain; after none it is empty. */
    static SchemaSnapshot at(RevisionChain chain, int position) {
        return position == 0
                ? SchemaSnapshot.EMPTY
                : at(position, chain.revisions().get(position - 1).id());
    }

    /** Returns the name of a revision's file on the class path. */
    static String resource(int number, String revisionId) {
        return "db/changelog/schemas/%04d-%s.txt".formatted(number, revisionId);
    }

    private static SchemaSnapshot at(int number, String revisionId) {
        return new SchemaSnapshot(
                RevisionChain.text(resource(number, revisionId)).lines().toList());
    }
}
