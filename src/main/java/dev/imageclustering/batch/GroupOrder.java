package dev.imageclustering.batch;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The order of groups that a person expects: Group 2 before Group 10, Ungrouped behind all, images without a label last. */
final class GroupOrder {

    static final Comparator<@Nullable String> OF_LABELS =
            Comparator.nullsLast(Comparator.<String>comparingInt(label -> label.equals(GroupLabels.UNGROUPED) ? 1 : 0)
                    .thenComparing(GroupOrder::natural));

    static final Comparator<MembershipView> OF_MEMBERSHIPS = Comparator.comparing(MembershipView::groupLabel, OF_LABELS)
            .thenComparing(MembershipView::qualityRank, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparingInt(membership -> membership.image().id());

    private static final Pattern RUN = Pattern.compile("[0-9]+|[^0-9]+");

    private GroupOrder() {}

    private static int natural(String a, String b) {
        Matcher left = RUN.matcher(a);
        Matcher right = RUN.matcher(b);
        while (true) {
            boolean inLeft = left.find();
            boolean inRight = right.find();
            if (!inLeft || !inRight) {
                // What is the beginning of the other comes first, however its numbers are written.
                return inLeft == inRight ? a.compareTo(b) : Boolean.compare(inLeft, inRight);
            }
            int order = runs(left.group(), right.group());
            if (order != 0) {
                return order;
            }
        }
    }

    private static int runs(String a, String b) {
        if (!isNumber(a) || !isNumber(b)) {
            return a.compareTo(b);
        }
        String left = withoutLeadingZeros(a);
        String right = withoutLeadingZeros(b);
        return left.length() == right.length() ? left.compareTo(right) : Integer.compare(left.length(), right.length());
    }

    private static boolean isNumber(String run) {
        return run.charAt(0) >= '0' && run.charAt(0) <= '9';
    }

    private static String withoutLeadingZeros(String digits) {
        return digits.replaceFirst("^0+(?=.)", "");
    }
}
