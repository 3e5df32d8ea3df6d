package dev.imageclustering.vision;

import org.bytedeco.opencv.opencv_core.Mat;

/** Gathers one kind of local features from many pictures and learns their {@link Vocabulary}. */
final class VocabularyLearning {

    /** Fewer vectors a word than this say nothing about where the words should be. */
    private static final int VECTORS_A_WORD = 10;

    private static final int SAMPLE = 200_000;
    private static final int WORDS = 32;
    private static final long SEED = 20_130_623;

    private final LocalFeatures features;
    private final PrincipalAxes axes;
    private final VectorSample sample = new VectorSample(SAMPLE, SEED);

    private VocabularyLearning(LocalFeatures features, PrincipalAxes axes) {
        this.features = features;
        this.axes = axes;
    }

    /** Keeps 32 of 128 components and halves the order of magnitude by which their variances differ. */
    static VocabularyLearning ofSift() {
        return new VocabularyLearning(new RootSift(), new PrincipalAxes(32, 0.5));
    }

    /** Keeps 24 of 96 components and makes their variances equal. */
    static VocabularyLearning ofColour() {
        return new VocabularyLearning(new ColourCells(), new PrincipalAxes(24, 1));
    }

    void look(Mat bgr) {
        for (float[] vector : features.extract(bgr)) {
            sample.offer(vector);
        }
    }

    /**
     * Learns from what was seen so far.
     *
     * @throws IllegalArgumentException when that was too little, or always the same
     */
    Vocabulary learn() {
        float[][] vectors = sample.toArray();
        if (vectors.length < VECTORS_A_WORD * WORDS) {
            throw new IllegalArgumentException("the photos must have at least " + VECTORS_A_WORD * WORDS
                    + " local features of each kind but have " + vectors.length + " of "
                    + features.getClass().getSimpleName());
        }
        PcaProjection projection = axes.learn(vectors);
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = projection.project(vectors[i]);
        }
        float[][] words = new KMeans(WORDS, SEED).learn(vectors);
        return new Vocabulary(projection, new VladEncoder(words));
    }
}
