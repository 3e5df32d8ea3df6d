package dev.imageclustering.migration;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * What is lost when a revision is taken back: the rows of the tables and the values in the columns that it added, and
 * the values that do not fit into a column's type before it, by the schemas before and after it. Where the way back of a
 * revision carries what it drops to another place, the file {@code kept-on-the-way-back.properties} beside the revisions
 * says so.
 *
 * @param losses a phrase for each table or column
 */
record RollbackLoss(Revision revision, List<String> losses) {

    private static final String KEPT = "db/changelog/kept-on-the-way-back.properties";

    /**
     * Counts, in a live database, what is lost between two revisions, the newest first. Reads every table that loses
     * something once for each such revision.
     *
     * @param connection in autocommit
     */
    static List<RollbackLoss> count(Connection connection, RevisionChain chain, int from, int to) throws SQLException {
        Properties kept = kept();
        SchemaSnapshot live = SchemaSnapshot.read(connection);
        List<RollbackLoss> losses = new ArrayList<>();
        for (int number = from; number > to; number--) {
            Revision revision = chain.revisions().get(number - 1);
            List<String> carried = List.of(kept.getProperty(revision.id(), "").split(" "));
            LostRows lost = new LostRows(connection, live, carried);
            losses.add(new RollbackLoss(
                    revision, lost.between(ExpectedSchemas.at(chain, number), ExpectedSchemas.at(chain, number - 1))));
        }
        return losses;
    }

    String text() {
        return "%s, %s: %s"
                .formatted(
                        revision.id(),
                        revision.title(),
                        losses.isEmpty() ? "nothing is lost" : String.join("; ", losses));
    }

    private static Properties kept() {
        Properties kept = new Properties();
        try {
            kept.load(new StringReader(RevisionChain.text(KEPT)));
            return kept;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
