package dev.imageclustering.batch;

import jakarta.persistence.LockModeType;
import jakarta.persistence.QueryHint;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.jpa.HibernateHints;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.QueryHints;
import org.springframework.data.repository.Repository;

/** All batches. */
interface ImageBatches extends Repository<ImageBatch, Integer> {

    ImageBatch save(ImageBatch batch);

    /** Locks the batch, so that whatever changes its memberships does so one after the other. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select b from ImageBatch b where b.id = :id")
    Optional<ImageBatch> findLockedById(int id);

    boolean existsById(int id);

    @Query("select " + BatchView.Head.SELECT + " from ImageBatch b where b.id = :id")
    Optional<BatchView.Head> findHeadById(int id);

    @Query("select " + BatchView.Head.SELECT + " from ImageBatch b where b.id > :after order by b.id")
    List<BatchView.Head> findHeadsAfter(int after, Limit limit);

    @Query("select " + BatchView.Head.SELECT + " from ImageBatch b where b.id > :after order by b.id")
    @QueryHints(@QueryHint(name = HibernateHints.HINT_FETCH_SIZE, value = "200"))
    Stream<BatchView.Head> streamHeadsAfter(int after);

    @Query("select b.id from ImageBatch b where b.status = :status order by b.id")
    List<Integer> findIdsByStatus(BatchStatus status);

    @Modifying
    @Query("delete from ImageBatch b where b.id = :id")
    int deleteById(int id);
}
