package dev.imageclustering.migration;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A row of the history.
 *
 * @param id of a revision, which this program may not know
 * @param title as it was when it was applied
 * @param appliedAt by the clock of whoever applied it
 * @param checksum of its text then
 */
record AppliedRevision(
        String id,
        @Nullable String title,
        LocalDateTime appliedAt,
        @Nullable String checksum) {}
