package dev.imageclustering.support;

import java.util.ArrayList;
import java.util.List;

/** Photos of scenes, several of each. */
public final class Shots {

    private static final int OTHER_SIZES = 2;

    private Shots() {}

    /** Uploads three shots of each scene and returns their ids, scene by scene. */
    public static List<Integer> ofScenes(Api api, long firstSeed, int scenes) {
        List<Integer> ids = new ArrayList<>();
        for (long scene = firstSeed; scene < firstSeed + scenes; scene++) {
            ids.add(api.store("full-%d.jpg".formatted(scene), Pictures.jpeg(scene)));
            for (int i = 0; i < OTHER_SIZES; i++) {
                ids.add(api.store("small-%d-%d.jpg".formatted(scene, i), Pictures.smallerJpeg(scene, 400 - 80 * i)));
            }
        }
        return ids;
    }
}
