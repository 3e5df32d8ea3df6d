package dev.imageclustering.grouping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RunPlacesTests {

    private final RunPlaces places = new RunPlaces();

    @Test
    void hasSoManyPlaces() {
        List<RunPlaces.Place> taken = takeAll();

        assertThat(taken).hasSize(RunPlaces.MOST_AT_ONCE);
        assertThat(places.tryTake()).isEmpty();
        taken.getFirst().close();
        assertThat(places.tryTake()).isPresent();
    }

    @Test
    void givesAPlaceBackOnce() {
        List<RunPlaces.Place> taken = takeAll();

        taken.getFirst().close();
        taken.getFirst().close();

        assertThat(takeAll()).hasSize(1);
    }

    @Test
    void doesNotWaitWhileThereIsAPlace() throws InterruptedException {
        places.take(() -> {});

        assertThat(takeAll()).hasSize(RunPlaces.MOST_AT_ONCE - 1);
    }

    @Test
    void endsTheWaitOfWhomNobodyWantsAnyMore() {
        List<RunPlaces.Place> taken = takeAll();
        List<Integer> looks = new ArrayList<>();

        assertThatExceptionOfType(RunCancelledOnRequest.class)
                .isThrownBy(() -> places.take(() -> {
                    looks.add(looks.size());
                    if (looks.size() == 2) {
                        throw new RunCancelledOnRequest();
                    }
                }));

        taken.forEach(RunPlaces.Place::close);
        assertThat(takeAll()).hasSize(RunPlaces.MOST_AT_ONCE);
    }

    @Test
    void passesAPlaceOnThatWasGivenToSomebodyWhoGivesUp() {
        List<RunPlaces.Place> taken = takeAll();

        assertThatExceptionOfType(RunCancelledOnRequest.class)
                .isThrownBy(() -> places.take(() -> {
                    taken.getFirst().close();
                    throw new RunCancelledOnRequest();
                }));

        assertThat(takeAll()).hasSize(1);
    }

    @Test
    void endsTheWaitOfAnInterruptedThread() {
        List<RunPlaces.Place> taken = takeAll();

        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> places.take(Thread.currentThread()::interrupt));

        taken.forEach(RunPlaces.Place::close);
        assertThat(takeAll()).hasSize(RunPlaces.MOST_AT_ONCE);
    }

    @Test
    void givesTheNextPlaceToWhoCameFirst() throws InterruptedException {
        List<RunPlaces.Place> taken = takeAll();
        CompletableFuture<RunPlaces.Place> first = takeLater();
        CompletableFuture<RunPlaces.Place> second = takeLater();

        taken.removeLast().close();
        RunPlaces.Place place = first.orTimeout(30, TimeUnit.SECONDS).join();

        assertThat(second).isNotDone();
        place.close();
        assertThat(second.orTimeout(30, TimeUnit.SECONDS).join()).isNotNull();
    }

    private List<RunPlaces.Place> takeAll() {
        return new ArrayList<>(Stream.generate(places::tryTake)
                .takeWhile(place -> place.isPresent())
                .flatMap(place -> place.stream())
                .toList());
    }

    /** Returns when it is in the queue. */
    private CompletableFuture<RunPlaces.Place> takeLater() throws InterruptedException {
        CountDownLatch inQueue = new CountDownLatch(1);
        CompletableFuture<RunPlaces.Place> taken = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            try {
                taken.complete(places.take(inQueue::countDown));
            } catch (InterruptedException stopping) {
                taken.completeExceptionally(stopping);
            }
        });
        inQueue.await();
        return taken;
    }
}
