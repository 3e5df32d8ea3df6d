package dev.imageclustering.grouping;

import dev.imageclustering.clustering.SpanningTree;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * The hierarchy that a run found, as it is stored: about 13 bytes an image. Distances are kept as floats.
 *
 * @param imageIds the points, ascending
 * @param forest the links between them
 * @param coreDistances how far each is from the neighbour that makes it dense
 * @param dial which distances the ends of the dial stand for
 */
record Hierarchy(int[] imageIds, SpanningTree forest, float[] coreDistances, DialRange dial) {

    static Hierarchy of(GroupingInput input, Grouping grouping) {
        float[] cores = new float[grouping.coreDistances().length];
        for (int i = 0; i < cores.length; i++) {
            cores[i] = (float) grouping.coreDistances()[i];
        }
        return new Hierarchy(input.matrix().imageIds(), grouping.forest(), cores, grouping.dial());
    }

    /** Returns a bound of a distance that was kept as a float, which may have made it less than it was. */
    static double atLeast(double kept) {
        return Math.nextUp((float) kept);
    }

    byte[] toBytes() {
        return CompressedBytes.write(out -> {
            out.writeDouble(dial.near());
            out.writeDouble(dial.far());
            Varints.write(out, imageIds.length);
            Varints.writeAscending(out, imageIds);
            for (float core : coreDistances) {
                out.writeFloat(core);
            }
            writeForest(out);
        });
    }

    /** The bits of floats from 0 on ascend as the floats do, and those of neighbours in their order differ little. */
    private void writeForest(DataOutputStream out) throws IOException {
        int[] bits = new int[forest.edges()];
        for (int e = 0; e < bits.length; e++) {
            bits[e] = Float.floatToIntBits((float) forest.weight()[e]);
        }
        Varints.write(out, bits.length);
        Varints.writeAscending(out, bits);
        for (int e = 0; e < bits.length; e++) {
            Varints.write(out, forest.from()[e]);
            Varints.write(out, forest.to()[e]);
        }
    }

    static Hierarchy ofBytes(byte[] bytes) {
        return CompressedBytes.read(bytes, in -> {
            DialRange dial = DialRange.even(in.readDouble(), in.readDouble());
            int count = Varints.readInt(in);
            int[] ids = Varints.readAscending(in, count);
            float[] cores = new float[count];
            for (int i = 0; i < count; i++) {
                cores[i] = in.readFloat();
            }
            return new Hierarchy(ids, readForest(in, count), cores, dial);
        });
    }

    /** Returns the same with another dial; only the ends of one are stored. */
    Hierarchy with(DialRange other) {
        return new Hierarchy(imageIds, forest, coreDistances, other);
    }

    private static SpanningTree readForest(DataInputStream in, int points) throws IOException {
        int edges = Varints.readInt(in);
        int[] bits = Varints.readAscending(in, edges);
        double[] weights = new double[edges];
        int[] from = new int[edges];
        int[] to = new int[edges];
        for (int e = 0; e < edges; e++) {
            weights[e] = Float.intBitsToFloat(bits[e]);
            from[e] = Varints.readInt(in);
            to[e] = Varints.readInt(in);
        }
        return new SpanningTree(points, from, to, weights);
    }
}
