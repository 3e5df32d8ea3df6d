package dev.imageclustering.vision;

import java.util.Arrays;

/**
 * Sums up any number of local vectors as one: how they lie around a few learned words.
 *
 * <p>For each word, the unit vectors from the word to the local vectors nearest to it are added; then each component
 * becomes its signed square root, each word's part gets length 1, and so does the whole. Sources: Jégou et al.,
 * <i>Aggregating local image descriptors into compact codes</i>, PAMI 2012 (VLAD, signed square root); Delhumeau et al.,
 * <i>Revisiting the VLAD image representation</i>, ACM MM 2013, section 3.1 (unit residuals); Arandjelović and
 * Zisserman, <i>All about VLAD</i>, CVPR 2013, section 3 (each word's part to length 1).
 */
final class VladEncoder {

    private final float[][] words;

    /** Component i of word w is at {@code [i][w]}, so that the distances to all words are summed up side by side. */
    private final float[][] components;

    /** Makes an encoder of learned words, {@code w × k}, which it shares with the caller and does not change. */
    VladEncoder(float[][] words) {
        if (words.length == 0) {
            throw new IllegalArgumentException("words must not be empty");
        }
        this.words = words;
        this.components = new float[words[0].length][words.length];
        for (int word = 0; word < words.length; word++) {
            for (int i = 0; i < components.length; i++) {
                components[i][word] = words[word][i];
            }
        }
    }

    float[][] words() {
        return words;
    }

    int dimension() {
        return words.length * words[0].length;
    }

    /**
     * Encodes the vectors in O(n w k).
     *
     * @param vectors {@code n × k}, only read; n may be 0
     * @return length {@code w k}, of length 1, or all zero when no vector lies off its word
     */
    float[] encode(float[][] vectors) {
        float[][] sums = new float[words.length][words[0].length];
        float[] residual = new float[words[0].length];
        float[] distances = new float[words.length];
        for (float[] vector : vectors) {
            int word = nearest(vector, distances);
            addUnitResidual(vector, words[word], residual, sums[word]);
        }
        float[] code = new float[dimension()];
        int offset = 0;
        for (float[] sum : sums) {
            takeSignedRoot(sum);
            UnitLength.normalise(sum);
            System.arraycopy(sum, 0, code, offset, sum.length);
            offset += sum.length;
        }
        UnitLength.normalise(code);
        return code;
    }

    /** Returns the index of the word at the smallest Euclidean distance; of equal ones the first. */
    int nearest(float[] vector) {
        return nearest(vector, new float[words.length]);
    }

    /** Leaves the squared distances to all words in the array, each the same as {@link #squaredDistance} gives. */
    private int nearest(float[] vector, float[] distances) {
        Arrays.fill(distances, 0);
        int i = 0;
        for (; i + 4 <= components.length; i += 4) {
            addFour(vector, i, distances);
        }
        for (; i < components.length; i++) {
            float value = vector[i];
            float[] component = components[i];
            for (int word = 0; word < distances.length; word++) {
                float difference = value - component[word];
                distances[word] += difference * difference;
            }
        }
        int best = 0;
        for (int word = 1; word < distances.length; word++) {
            best = distances[word] < distances[best] ? word : best;
        }
        return best;
    }

    /** Adds four terms in their order, for which each sum is fetched and put back only once. */
    private void addFour(float[] vector, int i, float[] distances) {
        float[] first = components[i];
        float[] second = components[i + 1];
        float[] third = components[i + 2];
        float[] fourth = components[i + 3];
        float x = vector[i];
        float y = vector[i + 1];
        float z = vector[i + 2];
        float u = vector[i + 3];
        for (int word = 0; word < distances.length; word++) {
            float a = x - first[word];
            float b = y - second[word];
            float c = z - third[word];
            float d = u - fourth[word];
            distances[word] = (((distances[word] + a * a) + b * b) + c * c) + d * d;
        }
    }

    static float squaredDistance(float[] a, float[] b) {
        float sum = 0;
        for (int i = 0; i < a.length; i++) {
            float difference = a[i] - b[i];
            sum += difference * difference;
        }
        return sum;
    }

    private static void addUnitResidual(float[] vector, float[] word, float[] residual, float[] sum) {
        for (int i = 0; i < residual.length; i++) {
            residual[i] = vector[i] - word[i];
        }
        UnitLength.normalise(residual);
        for (int i = 0; i < residual.length; i++) {
            sum[i] += residual[i];
        }
    }

    private static void takeSignedRoot(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.copySign(Math.sqrt(Math.abs(values[i])), values[i]);
        }
    }
}
