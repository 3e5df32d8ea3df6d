package dev.imageclustering.grouping;

import java.util.Collection;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All decisions on images. */
interface ImageDecisions extends Repository<ImageDecision, Integer> {

    <S extends ImageDecision> List<S> saveAll(Iterable<S> decisions);

    @Query("select d from ImageDecision d where d.batchId = :batchId order by d.id desc")
    List<ImageDecision> findNewestFirst(int batchId);

    @Query("select " + DecisionView.SELECT + " from ImageDecision d where d.batchId = :batchId and d.id > :after"
            + " order by d.id")
    List<DecisionView> findViewsAfter(int batchId, int after, Limit limit);

    @Modifying
    @Query("delete from ImageDecision d where d.id in :ids")
    int deleteAll(Collection<Integer> ids);

    @Modifying
    @Query("delete from ImageDecision d where d.batchId = :batchId and d.id = :id")
    int delete(int batchId, int id);
}
