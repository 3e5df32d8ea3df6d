package dev.imageclustering.vision;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Fits the weights of the technical quality's parts: logistic regression on the differences of pairs of which the first
 * is the better (a photo and its spoilt copy, a copy and the one of the next grade), no weight below 0.
 */
final class QualityWeights {

    private static final int ROUNDS = 4000;
    private static final double STEEPNESS = 40;
    private static final double DECAY = 0.004;

    private record Pair(double[] difference, double weight) {}

    private QualityWeights() {}

    /** Prints the weights, summing to 1, in the order of the parts. */
    static void fit(List<Path> photos) {
        List<Pair> pairs = new ArrayList<>();
        for (Path photo : photos) {
            try (PointerScope _ = new PointerScope()) {
                addPairs(TestPictures.photo(photo), pairs);
            }
        }
        double[] weights = descend(pairs);
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        System.out.printf("%d photos, %d pairs%n", photos.size(), pairs.size());
        for (int i = 0; i < weights.length; i++) {
            System.out.printf("%-14s %.3f%n", TechnicalQuality.PARTS.get(i), weights[i] / sum);
        }
    }

    private static void addPairs(Mat picture, List<Pair> pairs) {
        double[] original = parts(picture);
        for (Degradation kind : Degradation.values()) {
            double[] milder = original;
            for (int grade = 0; grade < Degradation.GRADES; grade++) {
                try (PointerScope _ = new PointerScope()) {
                    double[] copy = parts(kind.of(picture, grade));
                    pairs.add(new Pair(difference(original, copy), weight(kind)));
                    if (grade > 0 && weight(kind) >= 1) {
                        pairs.add(new Pair(difference(milder, copy), weight(kind) / 2));
                    }
                    milder = copy;
                }
            }
        }
    }

    private static double weight(Degradation kind) {
        return switch (kind) {
            case UNDEREXPOSURE, OVEREXPOSURE -> 1.5;
            case SHARPENING, SATURATION -> 0.7;
            case CONTRAST -> 0.3;
            default -> 1;
        };
    }

    private static double[] parts(Mat picture) {
        var parts = QualityAssessment.assess(picture, OriginalPicture.of(picture.total()))
                .subScores();
        return TechnicalQuality.PARTS.stream().mapToDouble(parts::get).toArray();
    }

    private static double[] difference(double[] better, double[] worse) {
        double[] difference = new double[better.length];
        for (int i = 0; i < difference.length; i++) {
            difference[i] = better[i] - worse[i];
        }
        return difference;
    }

    private static double[] descend(List<Pair> pairs) {
        double[] weights = new double[TechnicalQuality.PARTS.size()];
        Arrays.fill(weights, 0.1);
        double total = pairs.stream().mapToDouble(Pair::weight).sum();
        for (int round = 0; round < ROUNDS; round++) {
            double[] gradient = new double[weights.length];
            for (Pair pair : pairs) {
                double margin = 0;
                for (int i = 0; i < weights.length; i++) {
                    margin += weights[i] * pair.difference[i];
                }
                double pull = pair.weight / total * STEEPNESS / (1 + Math.exp(STEEPNESS * margin));
                for (int i = 0; i < weights.length; i++) {
                    gradient[i] += pull * pair.difference[i];
                }
            }
            for (int i = 0; i < weights.length; i++) {
                weights[i] = Math.max(weights[i] + 0.05 * (gradient[i] - DECAY * weights[i]), 0);
            }
        }
        return weights;
    }
}
