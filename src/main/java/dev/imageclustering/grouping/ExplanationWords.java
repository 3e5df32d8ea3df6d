package dev.imageclustering.grouping;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says an explanation in plain words. */
final class ExplanationWords {

    private final Explanation facts;
    private final double cut;

    private ExplanationWords(Explanation facts, double cut) {
        this.facts = facts;
        this.cut = cut;
    }

    /**
     * Adds to an explanation what follows from the rest.
     *
     * @param cut where the groups were cut from the hierarchy, NaN where they were not cut at one distance
     */
    static Explanation complete(Explanation bare, double cut) {
        Explanation facts = new Explanation(
                bare.run(),
                bare.metric(),
                bare.together(),
                bare.distance(),
                reachability(bare),
                bare.evidence(),
                bare.decided(),
                bare.link(),
                bare.a(),
                bare.b(),
                "");
        return new Explanation(
                facts.run(),
                facts.metric(),
                facts.together(),
                facts.distance(),
                facts.reachability(),
                facts.evidence(),
                facts.decided(),
                facts.link(),
                facts.a(),
                facts.b(),
                new ExplanationWords(facts, cut).summary());
    }

    private static @Nullable Double reachability(Explanation bare) {
        Double distance = bare.distance();
        Double coreA = bare.a().coreDistance();
        Double coreB = bare.b().coreDistance();
        return distance == null || coreA == null || coreB == null ? null : Math.max(distance, Math.max(coreA, coreB));
    }

    private String summary() {
        List<String> sentences = new ArrayList<>();
        sentences.add(places());
        Explanation.Evidence evidence = facts.evidence();
        if (evidence != null) {
            sentences.add(EvidenceWords.of(facts.a().imageId(), facts.b().imageId(), evidence));
        }
        decision(sentences);
        sentences.add(link());
        rival(facts.a(), sentences);
        rival(facts.b(), sentences);
        return String.join(" ", sentences);
    }

    private String places() {
        String apart = facts.distance() == null
                ? "their distance is not known"
                : "their distance is " + number(facts.distance());
        if (facts.together()) {
            return "Images %d and %d are both in %s; %s."
                    .formatted(
                            facts.a().imageId(), facts.b().imageId(), facts.a().label(), apart);
        }
        return "Image %d is in %s, image %d in %s; %s."
                .formatted(facts.a().imageId(), place(facts.a()), facts.b().imageId(), place(facts.b()), apart);
    }

    private static String place(Explanation.End end) {
        return Objects.requireNonNullElse(end.label(), "no group");
    }

    private void decision(List<String> sentences) {
        if (facts.decided() == DecisionKind.SIMILAR) {
            sentences.add("People decided that they belong together.");
        } else if (facts.decided() == DecisionKind.NOT_SIMILAR) {
            sentences.add("People decided that they do not belong together.");
        }
    }

    private String link() {
        Explanation.Link link = facts.link();
        if (link == null) {
            return facts.together()
                    ? "No chain of likenesses joins them: they were put together, or one of them was not analyzed yet."
                    : "No chain of likenesses joins them, or one of them was not analyzed yet.";
        }
        Set<Integer> ends = Set.of(link.from(), link.to());
        boolean isDirect =
                ends.contains(facts.a().imageId()) && ends.contains(facts.b().imageId());
        String direct = isDirect
                ? "the direct link between them"
                : "the link between images %d and %d".formatted(link.from(), link.to());
        String chain = chain(direct, link);
        return isDirect || link.evidence() == null
                ? chain
                : chain + " " + EvidenceWords.of(link.from(), link.to(), link.evidence());
    }

    private String chain(String direct, Explanation.Link link) {
        if (facts.together() && link.distance() > cut) {
            return "By likeness they would be in two groups: the weakest link between them is %s, at %s in the hierarchy, and"
                            .formatted(direct, number(link.distance()))
                    + " groups end at %s. They were put together by people, or joined later.".formatted(number(cut));
        }
        if (!facts.together() && link.distance() <= cut) {
            return "By likeness they would be in one group: the weakest link between them is %s, at %s in the hierarchy, and"
                            .formatted(direct, number(link.distance()))
                    + " groups end at %s only. They were parted by people, or by what these decided on others."
                            .formatted(number(cut));
        }
        return facts.together()
                ? "The weakest link of the chain that joins them is %s, at %s in the hierarchy."
                        .formatted(direct, number(link.distance()))
                : "The gap that keeps them apart is %s, at %s in the hierarchy: only from there on would they be one group."
                                .formatted(direct, number(link.distance()))
                        + (isRefused(link) ? " Of a link between groups of their size more is asked." : "");
    }

    private static boolean isRefused(Explanation.Link link) {
        Explanation.Evidence evidence = link.evidence();
        return evidence != null && evidence.strength() >= evidence.threshold();
    }

    private static void rival(Explanation.End end, List<String> sentences) {
        Explanation.Near rival = end.rival();
        if (rival != null) {
            sentences.add("The image most like %d outside its group is %d (%s), at %s."
                    .formatted(
                            end.imageId(),
                            rival.imageId(),
                            Objects.requireNonNullElse(rival.label(), "no group"),
                            number(rival.distance())));
        }
    }

    private static String number(double distance) {
        return String.format(Locale.ROOT, "%.3f", distance);
    }
}
