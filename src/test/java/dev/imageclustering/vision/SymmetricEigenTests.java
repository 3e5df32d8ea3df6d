package dev.imageclustering.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SymmetricEigenTests {

    private static final int D = 40;

    private final double[][] matrix = matrix();
    private final SymmetricEigen eigen = SymmetricEigen.of(matrix);

    @Test
    void solvesTheEigenEquation() {
        for (int k = 0; k < D; k++) {
            for (int i = 0; i < D; i++) {
                double product = dot(matrix[i], eigen.vectors()[k]);
                assertThat(product).isCloseTo(eigen.values()[k] * eigen.vectors()[k][i], within(1e-9));
            }
        }
    }

    @Test
    void givesOrthogonalVectorsOfUnitLength() {
        for (int k = 0; k < D; k++) {
            for (int l = 0; l < D; l++) {
                assertThat(dot(eigen.vectors()[k], eigen.vectors()[l])).isCloseTo(k == l ? 1 : 0, within(1e-12));
            }
        }
    }

    @Test
    void putsLargestEigenvalueFirst() {
        for (int k = 1; k < D; k++) {
            assertThat(eigen.values()[k]).isLessThanOrEqualTo(eigen.values()[k - 1]);
        }
    }

    @Test
    void leavesMatrixAsItWas() {
        assertThat(matrix).isDeepEqualTo(matrix());
    }

    @Test
    void keepsDiagonalMatrix() {
        SymmetricEigen diagonal = SymmetricEigen.of(new double[][] {{2, 0}, {0, 5}});

        assertThat(diagonal.values()).containsExactly(5, 2);
        assertThat(diagonal.vectors()).isDeepEqualTo(new double[][] {{0, 1}, {1, 0}});
    }

    @Test
    void givesZeroMatrixZeroEigenvalues() {
        assertThat(SymmetricEigen.of(new double[3][3]).values()).containsOnly(0);
    }

    private static double[][] matrix() {
        Random random = new Random(3);
        double[][] matrix = new double[D][D];
        for (int i = 0; i < D; i++) {
            for (int j = 0; j <= i; j++) {
                matrix[i][j] = random.nextGaussian();
                matrix[j][i] = matrix[i][j];
            }
        }
        return matrix;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
