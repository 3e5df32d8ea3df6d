package dev.imageclustering.grouping;

import dev.imageclustering.clustering.FlatClustering;
import dev.imageclustering.clustering.RunCancelled;
import dev.imageclustering.clustering.RunMonitor;
import dev.imageclustering.clustering.SpanningTree;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.test.context.TestComponent;

/** A method that works until it is let go, and finds nothing. */
@TestComponent
public class HeldMethod implements GroupingMethod {

    private volatile CountDownLatch held = new CountDownLatch(1);

    /** Holds the runs that begin from now on. */
    public void hold() {
        held = new CountDownLatch(1);
    }

    public void letGo() {
        held.countDown();
    }

    @Override
    public String name() {
        return "held";
    }

    @Override
    public Grouping group(GroupingInput input, RunMonitor monitor) {
        CountDownLatch mine = held;
        monitor.progress("holding", 1, 4);
        try {
            while (!mine.await(50, TimeUnit.MILLISECONDS)) {
                if (monitor.isCancelled()) {
                    throw new RunCancelled();
                }
            }
        } catch (InterruptedException stopping) {
            throw new IllegalStateException(stopping);
        }
        int n = input.matrix().rows();
        int[] labels = new int[n];
        Arrays.fill(labels, FlatClustering.NOISE);
        return new Grouping(
                new FlatClustering(labels, new double[n], new double[n], 0),
                new SpanningTree(n, new int[0], new int[0], new double[0]),
                new double[n],
                false,
                "held/1",
                DialRange.even(0, 1));
    }
}
