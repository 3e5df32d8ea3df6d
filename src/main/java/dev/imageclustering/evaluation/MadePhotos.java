package dev.imageclustering.evaluation;

import dev.imageclustering.analysis.ExifReader;
import dev.imageclustering.clustering.DescribedPhotos;
import dev.imageclustering.vision.PhotoVariations;
import dev.imageclustering.vision.PictureEngine;
import dev.imageclustering.vision.UnreadablePicture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** As many photos as wanted with known groups, made of the first photo of each known group. */
final class MadePhotos {

    private static final long SEED = 20_131_125;
    private static final int LONG_SIDE = 1024;

    /** How many shots there are of each scene, over and over: many photos alone, many pairs, few large groups. */
    private static final int[] SHOTS = {1, 2, 1, 3, 1, 2, 5, 1, 1, 2, 8, 1, 4, 1, 2, 20};

    private record Shot(int photo, int scene, long seed) {}

    private final List<byte[]> jpegs = new ArrayList<>();
    private final List<Shot> shots = new ArrayList<>();

    /** Plans the photos and reads what they are made of; each is made when it is asked for. */
    MadePhotos(LabelledPhotos originals, int count, PictureEngine engine) throws UnreadablePicture, IOException {
        ExifReader exif = new ExifReader();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < originals.count(); i++) {
            if (seen.add(originals.groups().get(i))) {
                Path file = originals.files().get(i);
                Integer orientation = exif.read(file).orientation();
                jpegs.add(engine.thumbnail(file, orientation == null ? 1 : orientation, LONG_SIDE));
            }
        }
        plan(count);
    }

    private void plan(int count) {
        List<Integer> scenes = new ArrayList<>();
        for (int scene = 0; scene < jpegs.size() * PhotoVariations.SCENES; scene++) {
            scenes.add(scene);
        }
        Random random = new Random(SEED);
        Collections.shuffle(scenes, random);
        int rounds = Math.ceilDiv(count, scenes.size() * 3);
        for (int scene = 0; shots.size() < count && scene < scenes.size(); scene++) {
            int each = SHOTS[scene % SHOTS.length] == 1 ? 1 : SHOTS[scene % SHOTS.length] * rounds;
            for (int shot = 0; shot < each && shots.size() < count; shot++) {
                int place = scenes.get(scene);
                shots.add(new Shot(place / PhotoVariations.SCENES, place % PhotoVariations.SCENES, random.nextLong()));
            }
        }
    }

    LabelledPhotos labels() {
        List<Path> files = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        for (Shot shot : shots) {
            String scene = shot.photo + "-" + shot.scene;
            groups.add(scene);
            files.add(Path.of(scene));
        }
        return new LabelledPhotos(files, groups, Collections.nCopies(files.size(), "made"));
    }

    /** Returns what each is made of, by name. */
    List<String> origins() {
        return shots.stream().map(shot -> Integer.toString(shot.photo)).toList();
    }

    MeasuredPhotos.Source source() {
        PhotoVariations variations = new PhotoVariations();
        return i -> {
            Shot shot = shots.get(i);
            return new MeasuredPhotos.Photo(
                    variations.features(jpegs.get(shot.photo), shot.scene, shot.seed), DescribedPhotos.UNKNOWN);
        };
    }
}
