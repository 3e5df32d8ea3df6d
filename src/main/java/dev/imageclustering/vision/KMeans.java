package dev.imageclustering.vision;

import java.util.Random;

/**
 * Finds words: centres such that the squared distances of a sample's vectors to their nearest centre are small.
 *
 * <p>Lloyd's algorithm from the start of Arthur and Vassilvitskii, <i>k-means++: the advantages of careful seeding</i>,
 * SODA 2007. The same sample in the same order with the same seed gives the same words.
 *
 * @param words the number of centres
 * @param seed of the random start
 */
record KMeans(int words, long seed) {

    private static final int MAX_ROUNDS = 100;

    /**
     * Learns the centres in O(n w k) a round, at most 100 rounds, until no vector changes its word.
     *
     * @param sample {@code n × k}, only read
     * @return {@code w × k}; in a sample of fewer different vectors than words some are equal
     * @throws IllegalArgumentException when the sample has fewer vectors than there are words
     */
    float[][] learn(float[][] sample) {
        if (sample.length < words) {
            throw new IllegalArgumentException(
                    "sample must have at least " + words + " vectors but has " + sample.length);
        }
        float[][] centres = start(sample);
        int[] assigned = new int[sample.length];
        boolean changed = true;
        for (int round = 0; round < MAX_ROUNDS && changed; round++) {
            changed = assign(sample, centres, assigned) || round == 0;
            centres = means(sample, centres, assigned);
        }
        return centres;
    }

    private float[][] start(float[][] sample) {
        Random random = new Random(seed);
        float[][] centres = new float[words][];
        double[] distances = new double[sample.length];
        centres[0] = sample[random.nextInt(sample.length)].clone();
        for (int word = 1; word < words; word++) {
            double sum = 0;
            for (int i = 0; i < sample.length; i++) {
                double distance = VladEncoder.squaredDistance(sample[i], centres[word - 1]);
                distances[i] = word == 1 ? distance : Math.min(distances[i], distance);
                sum += distances[i];
            }
            centres[word] = sample[draw(distances, random.nextDouble() * sum)].clone();
        }
        return centres;
    }

    /** Returns the index at which the running sum of the weights passes the target; the last one if none does. */
    private static int draw(double[] weights, double target) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i];
            if (sum > target) {
                return i;
            }
        }
        return weights.length - 1;
    }

    private static boolean assign(float[][] sample, float[][] centres, int[] assigned) {
        VladEncoder encoder = new VladEncoder(centres);
        boolean changed = false;
        for (int i = 0; i < sample.length; i++) {
            int word = encoder.nearest(sample[i]);
            changed |= word != assigned[i];
            assigned[i] = word;
        }
        return changed;
    }

    /** Returns the mean of each word's vectors; a word that lost all of them stays where it was. */
    private static float[][] means(float[][] sample, float[][] centres, int[] assigned) {
        double[][] sums = new double[centres.length][centres[0].length];
        int[] counts = new int[centres.length];
        for (int i = 0; i < sample.length; i++) {
            double[] sum = sums[assigned[i]];
            counts[assigned[i]]++;
            for (int j = 0; j < sum.length; j++) {
                sum[j] += sample[i][j];
            }
        }
        float[][] means = new float[centres.length][];
        for (int word = 0; word < means.length; word++) {
            means[word] = counts[word] == 0 ? centres[word] : mean(sums[word], counts[word]);
        }
        return means;
    }

    private static float[] mean(double[] sum, int count) {
        float[] mean = new float[sum.length];
        for (int j = 0; j < mean.length; j++) {
            mean[j] = (float) (sum[j] / count);
        }
        return mean;
    }
}
