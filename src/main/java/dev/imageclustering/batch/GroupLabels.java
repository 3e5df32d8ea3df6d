package dev.imageclustering.batch;

/** The labels that the service itself gives to groups. */
public final class GroupLabels {

    /** Images that belong to no group. */
    public static final String UNGROUPED = "Ungrouped";

    /** The longest label. */
    public static final int MAX_LENGTH = 50;

    private static final String PREFIX = "Group ";

    private GroupLabels() {}

    /** Returns the label of a group by its number, from 1. */
    public static String numbered(int number) {
        return PREFIX + number;
    }

    /** Returns the number in a label of the service's own, or 0 if it is another label. */
    public static int number(String label) {
        String digits = label.startsWith(PREFIX) ? label.substring(PREFIX.length()) : "";
        boolean number = digits.length() <= 9 && digits.matches("[1-9][0-9]*");
        return number ? Integer.parseInt(digits) : 0;
    }
}
