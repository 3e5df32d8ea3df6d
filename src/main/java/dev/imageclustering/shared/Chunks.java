package dev.imageclustering.shared;

import java.util.Collection;
import java.util.List;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/** Ids cut into as many as one statement may bind; PostgreSQL takes at most 65,535 parameters. */
public final class Chunks {

    private static final int IDS = 8_192;

    private Chunks() {}

    public static Stream<List<Integer>> of(Collection<Integer> ids) {
        return ids.stream().gather(Gatherers.windowFixed(IDS));
    }
}
