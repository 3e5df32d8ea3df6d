package dev.imageclustering.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PrincipalAxesTests {

    /** Spread 10 along (1, 1), 2 along (1, -1) and none along the third axis, around (5, 6, 7). */
    private final float[][] sample = sample();

    @Test
    void findsTheDirectionOfLargestVariance() {
        PcaProjection projection = new PrincipalAxes(1, 0).learn(sample);

        float half = (float) Math.sqrt(0.5);
        assertThat(projection.weights()[0][0]).isCloseTo(half, within(0.02f));
        assertThat(projection.weights()[1][0]).isCloseTo(half, within(0.02f));
        assertThat(projection.weights()[2][0]).isCloseTo(0, within(1e-6f));
    }

    @Test
    void projectsTheMeanToZero() {
        PcaProjection projection = new PrincipalAxes(2, 1).learn(sample);

        assertThat(projection.project(projection.mean())).containsOnly(0f);
    }

    @Test
    void leavesVariancesWithExponentZero() {
        double[] variances = variances(new PrincipalAxes(2, 0).learn(sample));

        assertThat(variances[0]).isCloseTo(100, within(10.0));
        assertThat(variances[1]).isCloseTo(4, within(0.5));
    }

    @Test
    void takesRootOfVariancesWithExponentHalf() {
        double[] variances = variances(new PrincipalAxes(2, 0.5).learn(sample));

        assertThat(variances[0]).isCloseTo(10, within(0.6));
        assertThat(variances[1]).isCloseTo(2, within(0.2));
    }

    @Test
    void makesVariancesOneWithExponentOne() {
        double[] variances = variances(new PrincipalAxes(2, 1).learn(sample));

        assertThat(variances[0]).isCloseTo(1, within(1e-3));
        assertThat(variances[1]).isCloseTo(1, within(1e-3));
    }

    @Test
    void staysFiniteOnAxisWithoutVariance() {
        double[] variances = variances(new PrincipalAxes(3, 1).learn(sample));

        assertThat(variances[2]).isCloseTo(0, within(1e-3));
    }

    @Test
    void refusesSampleOfEqualVectors() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PrincipalAxes(1, 0).learn(new float[][] {{1, 2}, {1, 2}}))
                .withMessageContaining("all of its 2 vectors are equal");
    }

    @Test
    void projectionRefusesVectorOfOtherLength() {
        PcaProjection projection = new PrincipalAxes(1, 0).learn(sample);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> projection.project(new float[2]))
                .withMessageContaining("must have 3 components but has 2");
    }

    private double[] variances(PcaProjection projection) {
        double[] variances = new double[projection.outputs()];
        for (float[] vector : sample) {
            float[] projected = projection.project(vector);
            for (int i = 0; i < variances.length; i++) {
                variances[i] += (double) projected[i] * projected[i] / sample.length;
            }
        }
        return variances;
    }

    private static float[][] sample() {
        Random random = new Random(1);
        float[][] sample = new float[2000][];
        for (int i = 0; i < sample.length; i++) {
            double along = 10 * random.nextGaussian() / Math.sqrt(2);
            double across = 2 * random.nextGaussian() / Math.sqrt(2);
            sample[i] = new float[] {(float) (5 + along + across), (float) (6 + along - across), 7};
        }
        return sample;
    }
}
