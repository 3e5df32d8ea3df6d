package dev.imageclustering.grouping;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says in plain words what speaks for a link between two images. */
final class EvidenceWords {

    private static final double ALIKE = 0.2;
    private static final double A_LITTLE_ALIKE = 0.05;
    private static final int MINUTE = 60;
    private static final int HOUR = 60 * MINUTE;
    private static final int DAY = 24 * HOUR;

    private EvidenceWords() {}

    static String of(int a, int b, Explanation.Evidence evidence) {
        List<String> sentences = new ArrayList<>();
        Integer places = evidence.places();
        if (places != null) {
            sentences.add(places(a, b, places, evidence));
        }
        sentences.add(likeness(evidence.closeness()));
        Double seconds = evidence.secondsApart();
        if (seconds != null) {
            sentences.add(time(seconds));
        }
        sentences.add(
                evidence.strength() >= evidence.threshold()
                        ? "All together that is a strength of %s, and %s is enough to join two images."
                                .formatted(number(evidence.strength()), number(evidence.threshold()))
                        : "All together that is a strength of %s, of the %s that would join two images."
                                .formatted(number(evidence.strength()), number(evidence.threshold())));
        return String.join(" ", sentences);
    }

    private static String places(int a, int b, int places, Explanation.Evidence evidence) {
        if (places == 0) {
            return comparable(evidence.comparable())
                    ? "Images %d and %d have no common places.".formatted(a, b)
                    : "Images %d and %d have no common places, as one of them shows nothing to compare."
                            .formatted(a, b);
        }
        return "%d %s of %d %s found in %s%d, of %d that could be."
                .formatted(
                        places,
                        places == 1 ? "place" : "places",
                        a,
                        places == 1 ? "is" : "are",
                        Boolean.TRUE.equals(evidence.mirrored()) ? "the mirror image of " : "",
                        b,
                        evidence.comparable());
    }

    private static boolean comparable(@Nullable Integer count) {
        return count != null && count > 0;
    }

    private static String likeness(double closeness) {
        String words = "On the whole they are no more alike than others around them";
        if (closeness >= ALIKE) {
            words = "On the whole they are clearly more alike than others around them";
        } else if (closeness >= A_LITTLE_ALIKE) {
            words = "On the whole they are a little more alike than others around them";
        }
        return String.format(Locale.ROOT, "%s (%.2f, where 1 is the same picture).", words, closeness);
    }

    private static String time(double seconds) {
        if (seconds < 1) {
            return "They were taken within a second.";
        }
        if (seconds < 2 * MINUTE) {
            return apart(seconds, "s");
        }
        if (seconds < 2 * HOUR) {
            return apart(seconds / MINUTE, "minutes");
        }
        return seconds < 2 * DAY ? apart(seconds / HOUR, "hours") : apart(seconds / DAY, "days");
    }

    private static String apart(double count, String unit) {
        return String.format(Locale.ROOT, "They were taken %.0f %s apart.", count, unit);
    }

    private static String number(double strength) {
        return String.format(Locale.ROOT, "%.1f", strength);
    }
}
