package dev.imageclustering.similarity;

import dev.imageclustering.analysis.AnalysisQueue;
import dev.imageclustering.image.ImageLeaving;
import dev.imageclustering.image.ImageSignature;
import dev.imageclustering.image.ImageSignatures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.ObjDoubleConsumer;
import java.util.function.Predicate;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * The signatures of all stored images, held in memory between requests. It is read from the database when it is first
 * asked for, and before each answer takes in what any process has analysed since. It may still know images that another
 * process has deleted: whoever answers with an image looks it up, and tells what is gone.
 */
@Component
class LibraryIndex {

    private static final Logger log = LoggerFactory.getLogger(LibraryIndex.class);

    /** How far the clocks of processes, and the end of a transaction from the time in it, may lie apart. */
    private static final Duration OVERLAP = Duration.ofMinutes(2);

    /** When more rows than images stand for none any more, the index is read again. */
    private static final int MOST_GONE = 10_000;

    /** So many are read before they are taken in: their vectors are in memory as floats until then. */
    private static final int CAUGHT_UP_AT_ONCE = 1024;

    private static final int SLICES = 4 * Runtime.getRuntime().availableProcessors();

    private final ImageSignatures signatures;
    private final AnalysisQueue analysis;
    private final SimilarityProperties properties;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Object refreshing = new Object();

    private @Nullable SignatureRows rows;
    private @Nullable CopyFamilies families;
    private Instant newest = Instant.EPOCH;

    LibraryIndex(ImageSignatures signatures, AnalysisQueue analysis, SimilarityProperties properties) {
        this.signatures = signatures;
        this.analysis = analysis;
        this.properties = properties;
    }

    /**
     * Returns the images that are alike the probe, the best first, without the probe itself.
     *
     * @param wanted tells which likenesses count
     */
    List<Candidate> search(Probe probe, Predicate<Likeness> wanted, int most) {
        SignatureRows current = current();
        lock.readLock().lock();
        try {
            VectorStore vectors = current.vectors();
            if (vectors != null) {
                return searchRows(current, vectors, probe, wanted, most);
            }
        } finally {
            lock.readLock().unlock();
        }
        return searchStored(probe, wanted, most);
    }

    static List<Candidate> searchRows(
            SignatureRows rows, VectorStore vectors, Probe probe, Predicate<Likeness> wanted, int most) {
        BestCandidates best = new BestCandidates(most);
        int slice = Math.ceilDiv(Math.max(1, rows.rows()), SLICES);
        IntStream.range(0, SLICES)
                .parallel()
                .mapToObj(i -> {
                    BestCandidates found = new BestCandidates(most);
                    int end = Math.min(rows.rows(), (i + 1) * slice);
                    for (int row = i * slice; row < end; row++) {
                        double similarity = vectors.similarity(row, probe.vector());
                        if (probe.mayBeAlike(rows.hash(row), similarity)
                                && rows.isPresent(row)
                                && rows.imageId(row) != probe.imageId()) {
                            offer(found, rows.imageId(row), probe.likeness(rows.hash(row), similarity), wanted);
                        }
                    }
                    return found;
                })
                .forEachOrdered(best::offerAll);
        return best.bestFirst();
    }

    /** Visits every image with its similarity to the vector; tells whether the vectors are in memory at all. */
    boolean forEach(CompactVector vector, ObjDoubleConsumer<Integer> visitor) {
        SignatureRows current = current();
        lock.readLock().lock();
        try {
            VectorStore vectors = current.vectors();
            for (int row = 0; vectors != null && row < current.rows(); row++) {
                if (current.isPresent(row)) {
                    visitor.accept(current.imageId(row), vectors.similarity(row, vector));
                }
            }
            return vectors != null;
        } finally {
            lock.readLock().unlock();
        }
    }

    private List<Candidate> searchStored(Probe probe, Predicate<Likeness> wanted, int most) {
        BestCandidates best = new BestCandidates(most);
        signatures.forEach(analysis.model(), signature -> {
            if (signature.id() != probe.imageId() && signature.features().length == analysis.dimension()) {
                double similarity = CompactVector.of(signature.features()).similarity(probe.vector());
                offer(best, signature.id(), probe.likeness(signature.perceptualHash(), similarity), wanted);
            }
        });
        return best.bestFirst();
    }

    private static void offer(BestCandidates best, int imageId, Likeness likeness, Predicate<Likeness> wanted) {
        if (likeness.kind() != null && wanted.test(likeness)) {
            best.offer(new Candidate(imageId, likeness));
        }
    }

    /** Returns sets of images that may be copies of each other; no copy of an image is in another set. */
    List<List<Integer>> copyFamilies() {
        prepare();
        lock.readLock().lock();
        try {
            return families == null ? List.of() : families.families();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Does what the next answers need: reads what is new, and looks for its copies. */
    void prepare() {
        current();
        while (takeInMoreCopies()) {
            // Others get the lock in between.
        }
    }

    private boolean takeInMoreCopies() {
        lock.readLock().lock();
        try {
            return families != null && families.takeInMore();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Returns how many images can be found without asking the database for them. */
    int images() {
        lock.readLock().lock();
        try {
            return rows == null ? 0 : rows.images();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Returns those of the images that can be compared, by their ids. */
    Map<Integer, Probe> probes(Collection<Integer> imageIds) {
        SignatureRows current = current();
        Map<Integer, Probe> probes = new HashMap<>();
        lock.readLock().lock();
        try {
            VectorStore vectors = current.vectors();
            if (vectors != null) {
                for (int imageId : imageIds) {
                    OptionalInt row = current.row(imageId);
                    row.ifPresent(at -> probes.put(imageId, new Probe(imageId, current.hash(at), vectors.get(at))));
                }
                return probes;
            }
        } finally {
            lock.readLock().unlock();
        }
        signatures.forEach(imageIds, analysis.model(), found -> probes.put(found.id(), Probe.of(found)));
        return probes;
    }

    /** Forgets images that were found to be deleted. */
    void forget(Collection<Integer> imageIds) {
        lock.writeLock().lock();
        try {
            SignatureRows known = rows;
            if (known != null) {
                imageIds.forEach(known::remove);
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    @TransactionalEventListener
    void on(ImageLeaving leaving) {
        forget(Set.of(leaving.id().value()));
    }

    /** Returns the rows with all that is in the database by now. */
    private SignatureRows current() {
        synchronized (refreshing) {
            SignatureRows known = rows;
            if (known == null || isMostlyGone(known)) {
                return load();
            }
            catchUp(known);
            return known;
        }
    }

    private SignatureRows load() {
        long start = System.nanoTime();
        SignatureRows loaded = new SignatureRows(analysis.dimension(), properties.maxBytes());
        signatures.forEach(analysis.model(), signature -> put(loaded, signature));
        if (loaded.vectors() == null) {
            log.info(
                    "The vectors of {} images take more than {} bytes: each search reads them from the database",
                    loaded.images(),
                    properties.maxBytes());
        }
        log.info("Read the signatures of {} images in {} ms", loaded.images(), (System.nanoTime() - start) / 1_000_000);
        lock.writeLock().lock();
        try {
            rows = loaded;
            families = new CopyFamilies(loaded);
        } finally {
            lock.writeLock().unlock();
        }
        return loaded;
    }

    private void catchUp(SignatureRows known) {
        Map<Integer, Instant> analysed = signatures.analysedSince(newest.minus(OVERLAP));
        List<Integer> outdated = outdated(known, analysed);
        outdated.stream().gather(Gatherers.windowFixed(CAUGHT_UP_AT_ONCE)).forEach(some -> catchUp(known, some));
    }

    private void catchUp(SignatureRows known, List<Integer> outdated) {
        List<ImageSignature> fresh = new ArrayList<>();
        signatures.forEach(outdated, analysis.model(), fresh::add);
        Set<Integer> without = new HashSet<>(outdated);
        lock.writeLock().lock();
        try {
            for (ImageSignature signature : fresh) {
                put(known, signature);
                without.remove(signature.id());
            }
            without.forEach(known::remove);
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** The earliest first: should the rest fail, none of it is older than what was taken in. */
    private List<Integer> outdated(SignatureRows known, Map<Integer, Instant> analysed) {
        lock.readLock().lock();
        try {
            return analysed.entrySet().stream()
                    .filter(image -> !known.isCurrent(image.getKey(), image.getValue()))
                    .sorted(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey)
                    .toList();
        } finally {
            lock.readLock().unlock();
        }
    }

    private boolean isMostlyGone(SignatureRows known) {
        lock.readLock().lock();
        try {
            return known.rows() - known.images() > known.images() + MOST_GONE;
        } finally {
            lock.readLock().unlock();
        }
    }

    private void put(SignatureRows target, ImageSignature signature) {
        if (signature.features().length == analysis.dimension()) {
            target.put(signature);
            newest = newest.isBefore(signature.analysedAt()) ? signature.analysedAt() : newest;
        }
    }
}
