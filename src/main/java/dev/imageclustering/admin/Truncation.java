package dev.imageclustering.admin;

import dev.imageclustering.image.DeletedFiles;
import dev.imageclustering.image.StoreSweeper;
import dev.imageclustering.shared.Problem;
import java.io.IOException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Deletes every image and every batch, with their files and jobs. */
@Component
public class Truncation {

    private static final List<String> TABLES = List.of("image_batch_association", "image_batches", "images");
    /** Jobs go too: their images and batches do, and new ones may get the same ids. */
    private static final String JOBS = "scheduled_tasks";

    private final AdminProperties properties;
    private final JdbcClient jdbc;
    private final StoreSweeper sweeper;

    Truncation(AdminProperties properties, JdbcClient jdbc, StoreSweeper sweeper) {
        this.properties = properties;
        this.jdbc = jdbc;
        this.sweeper = sweeper;
    }

    /** What was deleted. */
    public record Truncated(List<String> tables, DeletedFiles files) {}

    /** Deletes the rows, then every file that no row names any more. */
    public Truncated truncateAll() throws IOException {
        if (!properties.truncateEnabled()) {
            throw new TruncationSwitchedOff();
        }
        // What other tables keep of images and batches goes with them.
        jdbc.sql("truncate table %s, %s cascade".formatted(String.join(", ", TABLES), JOBS))
                .update();
        return new Truncated(TABLES, sweeper.deleteUnnamed());
    }

    /** Nobody switched the deletion of everything on. */
    private static final class TruncationSwitchedOff extends Problem {

        private static final long serialVersionUID = 1L;

        TruncationSwitchedOff() {
            super(
                    Kind.FORBIDDEN,
                    "truncation-switched-off",
                    "Deleting everything is switched off; an administrator can switch it on by the property"
                            + " image-clustering.admin.truncate-enabled.");
        }
    }
}
