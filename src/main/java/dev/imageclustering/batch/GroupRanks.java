package dev.imageclustering.batch;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** The ranks within one group, kept without gaps. */
final class GroupRanks {

    private GroupRanks() {}

    /** Renumbers the ranked members of one group from 1, in the order that they have. */
    static void closeUp(Collection<ImageBatchAssociation> group) {
        List<ImageBatchAssociation> ranked = group.stream()
                .filter(member -> member.qualityRank() != null)
                .sorted(Comparator.comparing(member -> Objects.requireNonNull(member.qualityRank())))
                .toList();
        for (int i = 0; i < ranked.size(); i++) {
            ranked.get(i).moveToRank(i + 1);
        }
    }
}
