package dev.imageclustering.similarity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imageclustering.image.ImageStanding;
import dev.imageclustering.vision.HashOrientation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StarTests {

    private static final int FAMILIES = 300;
    private static final HashOrientation[] ORIENTATIONS = HashOrientation.values();

    private final Map<Integer, Probe> probes = new HashMap<>();
    private final Map<Integer, ImageStanding> standings = new HashMap<>();

    @ParameterizedTest
    @ValueSource(ints = {2, 8, 33})
    void areThoseOfTheDefinitionInSmallFamilies(int dimension) {
        Random random = new Random(dimension);
        int found = 0;
        for (int i = 0; i < FAMILIES; i++) {
            List<Integer> family = family(random, random.nextInt(14), dimension);

            List<Star> stars = Star.of(family, probes, standings);

            assertThat(stars).isEqualTo(defined(family));
            found += stars.size();
        }
        assertThat(found).isGreaterThan(FAMILIES / 2);
    }

    /** Large enough for several blocks, most of whose pairs are estimated first. */
    @ParameterizedTest
    @ValueSource(ints = {24, 61, 128})
    void areThoseOfTheDefinitionInLargeFamilies(int dimension) {
        Random random = new Random(dimension);
        for (int i = 0; i < 8; i++) {
            List<Integer> family = family(random, 300 + random.nextInt(500), dimension);

            List<Star> stars = Star.of(family, probes, standings);

            assertThat(stars).isEqualTo(defined(family)).hasSizeGreaterThan(3);
        }
    }

    @Test
    void areNoneOfDifferentPicturesWithOneHash() {
        Random random = new Random(7);
        List<Integer> family = IntStream.rangeClosed(1, 600).boxed().toList();
        for (int id : family) {
            put(id, 42, gaussian(random, 512), standing(random, id));
        }

        assertThat(Star.of(family, probes, standings)).isEmpty();
    }

    @Test
    void isOneOfPicturesThatAreAllTheSame() {
        Random random = new Random(8);
        float[] picture = gaussian(random, 64);
        List<Integer> family = IntStream.rangeClosed(1, 600).boxed().toList();
        for (int id : family) {
            put(id, 0, picture, new ImageStanding(id, null, null, null, null, null));
        }

        assertThat(Star.of(family, probes, standings)).singleElement().satisfies(star -> {
            assertThat(star.keep().id()).isEqualTo(1);
            assertThat(star.copies()).extracting(copy -> copy.standing().id()).isEqualTo(family.subList(1, 600));
        });
    }

    /** The definition, one comparison after the other. */
    private List<Star> defined(List<Integer> family) {
        List<ImageStanding> left = new ArrayList<>(family.stream()
                .filter(id -> probes.containsKey(id) && standings.containsKey(id))
                .map(standings::get)
                .toList());
        CopyOrder order = CopyOrder.of(left);
        left.sort(order.bestFirst());
        List<Star> stars = new ArrayList<>();
        while (!left.isEmpty()) {
            ImageStanding keep = left.removeFirst();
            List<Star.Copy> copies = new ArrayList<>();
            List<ImageStanding> others = new ArrayList<>();
            for (ImageStanding other : left) {
                Likeness likeness = likeness(probes.get(keep.id()), probes.get(other.id()));
                if (likeness.kind() == Sameness.SAME) {
                    copies.add(new Star.Copy(other, likeness));
                } else {
                    others.add(other);
                }
            }
            if (!copies.isEmpty()) {
                stars.add(new Star(keep, copies, order));
            }
            left = others;
        }
        return stars;
    }

    private static Likeness likeness(Probe one, Probe other) {
        return one.likeness(other.hash(), one.vector().similarity(other.vector()));
    }

    /**
     * Images of a few hashes, turned or not, some bits apart; of vectors around a few, some of them equal, some of
     * zeros; and of standings with ties and gaps. Of some there is no probe or no standing.
     */
    private List<Integer> family(Random random, int size, int dimension) {
        probes.clear();
        standings.clear();
        long[] hashes =
                random.longs(1 + random.nextInt(3)).map(hash -> hash >>> 1).toArray();
        hashes[0] = random.nextInt(4) == 0 ? 0 : hashes[0];
        int bits = random.nextInt(3) * 7;
        List<float[]> vectors = new ArrayList<>();
        float spread = random.nextFloat() * 3;
        IntFunction<ImageStanding> standing = random.nextBoolean()
                ? id -> standing(random, id)
                : id -> new ImageStanding(id, random.nextInt(9) / 3.0, "technical/4", 4, 3, 9L);
        List<Integer> family =
                IntStream.range(0, size).map(i -> 7 * i % 1009 + 1).boxed().toList();
        for (int id : family) {
            vectors.add(vector(random, dimension, vectors, spread));
            put(id, hash(random, hashes, bits), vectors.getLast(), standing.apply(id));
            if (random.nextInt(25) == 0) {
                (random.nextBoolean() ? probes : standings).remove(id);
            }
        }
        return family;
    }

    private static long hash(Random random, long[] hashes, int bits) {
        long hash = hashes[random.nextInt(hashes.length)];
        if (random.nextInt(3) == 0) {
            hash = ORIENTATIONS[random.nextInt(ORIENTATIONS.length)].of(hash);
        }
        for (int flipped = bits == 0 ? 0 : random.nextInt(bits); flipped > 0; flipped--) {
            hash ^= 1L << random.nextInt(63);
        }
        return hash;
    }

    private static float[] vector(Random random, int dimension, List<float[]> others, float spread) {
        float[] vector = gaussian(random, dimension);
        if (random.nextInt(30) == 0) {
            return new float[dimension];
        }
        if (!others.isEmpty() && random.nextInt(3) > 0) {
            float[] near = others.get(random.nextInt(others.size()));
            boolean equal = random.nextInt(4) == 0;
            for (int k = 0; k < dimension; k++) {
                vector[k] = near[k] + (equal ? 0 : spread * vector[k]);
            }
        }
        return vector;
    }

    private static float[] gaussian(Random random, int dimension) {
        float[] vector = new float[dimension];
        for (int k = 0; k < dimension; k++) {
            vector[k] = (float) random.nextGaussian();
        }
        return vector;
    }

    private static ImageStanding standing(Random random, int id) {
        boolean scored = random.nextInt(50) > 0;
        return new ImageStanding(
                id,
                scored ? (Double) (double) random.nextInt(4) : null,
                random.nextInt(50) > 0 ? "technical/4" : "technical/3",
                random.nextInt(10) == 0 ? null : 1 + random.nextInt(3),
                2,
                random.nextInt(10) == 0 ? null : (Long) (long) random.nextInt(3));
    }

    private void put(int id, long hash, float[] vector, ImageStanding standing) {
        probes.put(id, new Probe(id, hash, CompactVector.of(vector)));
        standings.put(id, standing);
    }
}
