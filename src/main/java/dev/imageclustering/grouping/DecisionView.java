package dev.imageclustering.grouping;

import java.time.Instant;

/** A decision on two images, as a client sees it. */
public record DecisionView(
        int id, int imageA, int imageB, DecisionKind kind, DecisionSource source, Instant decidedAt) {

    static final String SELECT = "new dev.imageclustering.grouping.DecisionView(d.id, d.imageA, d.imageB, d.kind,"
            + " d.source, d.decidedAt)";
}
