package dev.imageclustering.grouping;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/** So many runs of this process work at once, since each has the vectors of its batch in memory; the others wait. */
@Component
class RunPlaces {

    static final int MOST_AT_ONCE = 4;

    /** So often who waits looks whether that is wanted still. */
    private static final long LOOK_MILLIS = 500;

    private final ReentrantLock mutex = new ReentrantLock();
    private final Deque<CountDownLatch> waiting = new ArrayDeque<>();
    private int free = MOST_AT_ONCE;

    /** Takes a place unless all are taken. */
    Optional<Place> tryTake() {
        mutex.lock();
        try {
            if (free == 0) {
                return Optional.empty();
            }
            free--;
            return Optional.of(new Place());
        } finally {
            mutex.unlock();
        }
    }

    /**
     * Waits for a place; who came first gets the next one.
     *
     * @param check throws if nobody wants the run any more; called when there is no place, and twice a second from then on
     */
    Place take(Runnable check) throws InterruptedException {
        CountDownLatch given = enqueue();
        boolean mine = false;
        try {
            while (!mine) {
                check.run();
                mine = given.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
            return new Place();
        } finally {
            if (!mine) {
                leave(given);
            }
        }
    }

    private CountDownLatch enqueue() {
        CountDownLatch given = new CountDownLatch(1);
        mutex.lock();
        try {
            if (free > 0) {
                free--;
                given.countDown();
            } else {
                waiting.add(given);
            }
            return given;
        } finally {
            mutex.unlock();
        }
    }

    private void leave(CountDownLatch given) {
        mutex.lock();
        try {
            if (!waiting.remove(given)) {
                passOn();
            }
        } finally {
            mutex.unlock();
        }
    }

    private void passOn() {
        CountDownLatch next = waiting.poll();
        if (next == null) {
            free++;
        } else {
            next.countDown();
        }
    }

    /** The right to work, until it is closed; once is enough. */
    final class Place implements AutoCloseable {

        private boolean left;

        private Place() {}

        @Override
        public void close() {
            mutex.lock();
            try {
                if (!left) {
                    left = true;
                    passOn();
                }
            } finally {
                mutex.unlock();
            }
        }
    }
}
