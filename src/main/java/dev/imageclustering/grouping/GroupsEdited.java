package dev.imageclustering.grouping;

import dev.imageclustering.shared.Problem;

/** Undoing a run would lose what was done to its groups since. */
public final class GroupsEdited extends Problem {

    private static final long serialVersionUID = 1L;

    GroupsEdited(int images) {
        super(
                Kind.CONFLICT,
                "groups-edited",
                "%d images are no longer where the run put them: moved by hand, or joined since;".formatted(images)
                        + " undo it with force=true to lose that.");
    }
}
