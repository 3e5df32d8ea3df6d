package dev.imageclustering.migration;

import java.util.ArrayList;
import java.util.List;
import liquibase.ChecksumVersion;
import liquibase.Liquibase;
import liquibase.change.CheckSum;
import liquibase.changelog.ChangeSet;
import liquibase.exception.LiquibaseException;
import org.jspecify.annotations.Nullable;

/** The applied revisions whose text is not the one that was applied. */
record Checksums(List<Changed> changed) {

    Checksums {
        changed = List.copyOf(changed);
    }

    /**
     * A revision that changed after it was applied.
     *
     * @param applied the checksum in the history
     * @param present the checksum of the text in this program
     */
    record Changed(Revision revision, String applied, String present) {

        String sentence() {
            return "Revision %s (%s) changed after it was applied: the history has the checksum %s, this program %s"
                    .formatted(revision.id(), revision.title(), applied, present);
        }
    }

    /** Compares the history with the changelog. */
    static Checksums of(Liquibase liquibase, HistoryState state) throws LiquibaseException {
        List<Changed> changed = new ArrayList<>();
        for (ChangeSet revision : liquibase.getDatabaseChangeLog().getChangeSets()) {
            @Nullable String applied = applied(state, revision.getId());
            if (applied != null && !revision.isCheckSumValid(CheckSum.parse(applied))) {
                changed.add(new Changed(
                        state.chain().find(revision.getId()).orElseThrow(),
                        applied,
                        revision.generateCheckSum(ChecksumVersion.latest()).toString()));
            }
        }
        return new Checksums(changed);
    }

    void requireUnchanged() {
        if (!changed.isEmpty()) {
            throw new MigrationFailed(changed.getFirst().sentence()
                    + "; nothing was changed. Run the program that applied it, or, if its text means the same, accept it"
                    + " with: migrate repair --accept-checksums");
        }
    }

    /** Returns null also where the history has no checksum: then any text is accepted. */
    private static @Nullable String applied(HistoryState state, String id) {
        return state.applied().stream()
                .filter(revision -> revision.id().equals(id) && revision.checksum() != null)
                .map(revision -> String.valueOf(revision.checksum()))
                .findFirst()
                .orElse(null);
    }
}
