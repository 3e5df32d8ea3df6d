package dev.imageclustering.grouping;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All runs. */
interface RunRecords extends Repository<RunRecord, Integer> {

    RunRecord save(RunRecord run);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from RunRecord r where r.id = :id")
    Optional<RunRecord> findLockedById(int id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from RunRecord r where r.batchId = :batchId and r.state in :states")
    Optional<RunRecord> findLockedByState(int batchId, Collection<RunState> states);

    @Query("select " + RunView.SELECT + " from RunRecord r where r.batchId = :batchId and r.id = :id")
    Optional<RunView> findView(int batchId, int id);

    @Query("select " + RunView.SELECT + " from RunRecord r where r.id in :ids")
    List<RunView> findViews(Collection<Integer> ids);

    @Query("select " + RunView.SELECT + " from RunRecord r where r.batchId = :batchId and r.id > :after order by r.id")
    List<RunView> findViewsAfter(int batchId, int after, Limit limit);

    /** Returns the runs, the newest first, that made the groups what they are. */
    @Query("select " + RunView.SELECT + " from RunRecord r where r.batchId = :batchId and r.state = :complete"
            + " and r.undoneAt is null order by r.id desc")
    List<RunView> findEffective(int batchId, RunState complete, Limit limit);

    @Query("select " + RunView.SELECT + " from RunRecord r where r.batchId = :batchId and r.state = :complete"
            + " and r.kind = :kind and r.undoneAt is null order by r.id desc")
    List<RunView> findEffective(int batchId, RunState complete, RunKind kind, Limit limit);

    @Query("select r.id from RunRecord r where r.batchId = :batchId order by r.id desc")
    List<Integer> findIds(int batchId, Limit limit);

    @Modifying
    @Query("update RunRecord r set r.phase = :phase, r.workDone = :done, r.workTotal = :total, r.percent = :percent,"
            + " r.remainingSeconds = :remaining where r.id = :id")
    int progress(int id, String phase, long done, long total, int percent, @Nullable Integer remaining);

    @Query("select r.cancelRequested from RunRecord r where r.id = :id")
    Optional<Boolean> findCancelRequested(int id);

    @Modifying
    @Query("update RunRecord r set r.cancelRequested = true where r.id = :id and r.state in :states")
    int requestCancellation(int id, Collection<RunState> states);

    @Modifying
    @Query("delete from RunRecord r where r.batchId = :batchId and r.id < :oldest and r.id <> :spared")
    int deleteOlder(int batchId, int oldest, int spared);
}
