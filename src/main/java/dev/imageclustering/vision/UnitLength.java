package dev.imageclustering.vision;

/** Brings vectors to Euclidean length 1. */
final class UnitLength {

    private UnitLength() {}

    /**
     * Divides the vector by its length, in place; summed in double, in order.
     *
     * @return false when the vector is zero and stays so
     */
    static boolean normalise(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        if (squares == 0) {
            return false;
        }
        double length = Math.sqrt(squares);
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (vector[i] / length);
        }
        return true;
    }
}
