package dev.imageclustering.vision;

import java.util.Arrays;
import java.util.Comparator;

/**
 * The eigenvalues of a real symmetric matrix and its eigenvectors of length 1, largest eigenvalue first. The sign of a
 * vector is chosen so that its largest component (the first of equals) is positive.
 *
 * <p>Cyclic Jacobi rotations (Golub and Van Loan, <i>Matrix Computations</i>, section 8.5): O(d³) a sweep, about ten
 * sweeps. In plain Java, so that it gives the same digits everywhere, which a tuned library does not.
 */
final class SymmetricEigen {

    private static final int MAX_SWEEPS = 60;
    private static final double NEGLIGIBLE = 1e-22;

    private final double[] values;
    private final double[][] vectors;

    private SymmetricEigen(double[] values, double[][] vectors) {
        this.values = values;
        this.vectors = vectors;
    }

    /** Decomposes the matrix, which must be symmetric and finite, and is left as it was. */
    static SymmetricEigen of(double[][] symmetric) {
        int d = symmetric.length;
        double[][] a = Arrays.stream(symmetric).map(double[]::clone).toArray(double[][]::new);
        double[][] vectors = new double[d][d];
        for (int i = 0; i < d; i++) {
            vectors[i][i] = 1;
        }
        for (int sweep = 0; sweep < MAX_SWEEPS && offDiagonal(a) > NEGLIGIBLE * diagonal(a); sweep++) {
            for (int p = 0; p < d; p++) {
                for (int q = p + 1; q < d; q++) {
                    rotate(a, vectors, p, q);
                }
            }
        }
        return sorted(a, vectors);
    }

    /** The eigenvalues, length d, largest first. */
    double[] values() {
        return values;
    }

    /** The eigenvectors as rows in the order of {@link #values}; {@code d × d}. */
    double[][] vectors() {
        return vectors;
    }

    private static double offDiagonal(double[][] a) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < i; j++) {
                sum += a[i][j] * a[i][j];
            }
        }
        return sum;
    }

    private static double diagonal(double[][] a) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i][i] * a[i][i];
        }
        return sum;
    }

    /** Turns the axes p and q so that {@code a[p][q]} becomes 0; the rows of {@code vectors} turn along. */
    private static void rotate(double[][] a, double[][] vectors, int p, int q) {
        if (a[p][q] == 0) {
            return;
        }
        double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double tangent = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double cosine = 1 / Math.sqrt(tangent * tangent + 1);
        double sine = tangent * cosine;
        turn(a[p], a[q], cosine, sine);
        for (double[] row : a) {
            double first = row[p];
            row[p] = cosine * first - sine * row[q];
            row[q] = sine * first + cosine * row[q];
        }
        a[p][q] = 0;
        a[q][p] = 0;
        turn(vectors[p], vectors[q], cosine, sine);
    }

    private static void turn(double[] first, double[] second, double cosine, double sine) {
        for (int i = 0; i < first.length; i++) {
            double value = first[i];
            first[i] = cosine * value - sine * second[i];
            second[i] = sine * value + cosine * second[i];
        }
    }

    private static SymmetricEigen sorted(double[][] a, double[][] vectors) {
        int d = a.length;
        Integer[] order = new Integer[d];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble((Integer i) -> -a[i][i]));
        double[] values = new double[d];
        double[][] rows = new double[d][];
        for (int i = 0; i < d; i++) {
            values[i] = a[order[i]][order[i]];
            rows[i] = withSign(vectors[order[i]]);
        }
        return new SymmetricEigen(values, rows);
    }

    private static double[] withSign(double[] vector) {
        int largest = 0;
        for (int i = 1; i < vector.length; i++) {
            if (Math.abs(vector[i]) > Math.abs(vector[largest])) {
                largest = i;
            }
        }
        double sign = Math.signum(vector[largest]);
        return Arrays.stream(vector).map(value -> value * sign).toArray();
    }
}
