package dev.imageclustering.batch;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The ranks within one group, kept without gaps. */
final class GroupRanks {

    private GroupRanks() {}

    /** Returns the rank of each ranked member by its image, renumbered from 1 in each group. */
    static Map<Integer, Integer> closedUp(Collection<MembershipState> members) {
        Map<Integer, Integer> ranks = new HashMap<>();
        Map<String, Integer> ranked = new HashMap<>();
        members.stream()
                .filter(member -> member.rank() != null && member.label() != null)
                .sorted(Comparator.comparing(member -> Objects.requireNonNull(member.rank())))
                .forEach(member -> ranks.put(
                        member.imageId(), ranked.merge(Objects.requireNonNull(member.label()), 1, Integer::sum)));
        return ranks;
    }

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
