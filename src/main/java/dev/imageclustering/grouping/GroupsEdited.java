package dev.imageclustering.grouping;

import dev.imageclustering.shared.Problem;

/** Undoing a run would lose what was grouped by hand since. */
public final class GroupsEdited extends Problem {

    private static final long serialVersionUID = 1L;

    GroupsEdited(int images) {
        super(
                Kind.CONFLICT,
                "groups-edited",
                "%d images were grouped by hand since the run; undo it with force=true to lose that."
                        .formatted(images));
    }
}
