package dev.imageclustering.vision;

import org.jspecify.annotations.Nullable;

/** Small systems of linear equations, by least squares. */
final class LinearSystem {

    private static final double SINGULAR = 1e-10;

    private final double[][] normal;
    private final double[] right;

    LinearSystem(int unknowns) {
        this.normal = new double[unknowns][unknowns];
        this.right = new double[unknowns];
    }

    /** Adds one equation: the sum of coefficients times unknowns shall be the value. */
    void add(double[] coefficients, double value) {
        for (int i = 0; i < right.length; i++) {
            for (int j = 0; j < right.length; j++) {
                normal[i][j] += coefficients[i] * coefficients[j];
            }
            right[i] += coefficients[i] * value;
        }
    }

    /** Solves the normal equations by elimination with pivots, in O(unknowns^3); null when they leave something open. */
    double @Nullable [] solve() {
        int n = right.length;
        double largest = 0;
        for (int i = 0; i < n; i++) {
            largest = Math.max(largest, normal[i][i]);
        }
        for (int column = 0; column < n; column++) {
            pivot(column);
            if (!(Math.abs(normal[column][column]) > SINGULAR * largest)) {
                return null;
            }
            for (int row = column + 1; row < n; row++) {
                eliminate(row, column);
            }
        }
        for (int row = n - 1; row >= 0; row--) {
            for (int column = row + 1; column < n; column++) {
                right[row] -= normal[row][column] * right[column];
            }
            right[row] /= normal[row][row];
        }
        return right;
    }

    private void pivot(int column) {
        int best = column;
        for (int row = column + 1; row < right.length; row++) {
            if (Math.abs(normal[row][column]) > Math.abs(normal[best][column])) {
                best = row;
            }
        }
        double[] line = normal[column];
        normal[column] = normal[best];
        normal[best] = line;
        double value = right[column];
        right[column] = right[best];
        right[best] = value;
    }

    private void eliminate(int row, int column) {
        double factor = normal[row][column] / normal[column][column];
        for (int k = column; k < right.length; k++) {
            normal[row][k] -= factor * normal[column][k];
        }
        right[row] -= factor * right[column];
    }
}
