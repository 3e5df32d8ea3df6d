package dev.imageclustering.similarity;

import java.util.List;
import java.util.PriorityQueue;

/** The best candidates of any number, no more than wanted. */
final class BestCandidates {

    private final int most;
    private final PriorityQueue<Candidate> worstFirst = new PriorityQueue<>(Candidate.BEST_FIRST.reversed());

    BestCandidates(int most) {
        this.most = most;
    }

    void offer(Candidate candidate) {
        worstFirst.add(candidate);
        if (worstFirst.size() > most) {
            worstFirst.remove();
        }
    }

    void offerAll(BestCandidates others) {
        others.worstFirst.forEach(this::offer);
    }

    List<Candidate> bestFirst() {
        return worstFirst.stream().sorted(Candidate.BEST_FIRST).toList();
    }
}
