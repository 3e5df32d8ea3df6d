package dev.imageclustering.image;

import jakarta.persistence.QueryHint;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.jpa.HibernateHints;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.QueryHints;
import org.springframework.data.repository.Repository;

/** All vectors of neural models. */
interface Embeddings extends Repository<ImageEmbedding, ImageEmbedding.Key> {

    /** Of an analysed image without a row of the model. */
    String WAITING = "i.analysisState = :complete and not exists"
            + " (select 1 from ImageEmbedding e where e.imageId = i.id and e.model = :model)";

    @Query("select e.imageId, e.vector from ImageEmbedding e where e.imageId in :ids and e.model = :model"
            + " and e.vector is not null order by e.imageId")
    @QueryHints(@QueryHint(name = HibernateHints.HINT_FETCH_SIZE, value = "200"))
    Stream<Object[]> stream(Collection<Integer> ids, String model);

    @Query("select i.id from Image i where i.id > :after and " + WAITING + " order by i.id")
    List<Integer> findWaiting(int after, String model, AnalysisState complete, Limit limit);

    @Query("select i.id from Image i where i.id in :ids and " + WAITING + " order by i.id")
    List<Integer> findWaitingAmong(Collection<Integer> ids, String model, AnalysisState complete);

    @Query("select count(e) from ImageEmbedding e join Image i on i.id = e.imageId where e.model = :model"
            + " and i.analysisState = :complete and e.vector is not null")
    long countDone(String model, AnalysisState complete);

    @Query("select count(e) from ImageEmbedding e join Image i on i.id = e.imageId where e.model = :model"
            + " and i.analysisState = :complete and e.vector is null")
    long countFailed(String model, AnalysisState complete);

    @Query("select count(i) from Image i where i.analysisState = :complete")
    long countAnalysed(AnalysisState complete);

    /** Does nothing for an image that was deleted meanwhile. */
    @Modifying
    @NativeQuery("insert into image_embeddings (image_id, model, vector, failure, computed_at)"
            + " select id, :model, cast(:vector as bytea), cast(:failure as text), :at from images where id = :id for key share"
            + " on conflict (image_id, model) do update"
            + " set vector = excluded.vector, failure = excluded.failure, computed_at = excluded.computed_at")
    int put(int id, String model, byte @Nullable [] vector, @Nullable String failure, Instant at);

    @Modifying
    @Query("delete from ImageEmbedding e where e.model = :model and e.vector is null")
    int deleteFailed(String model);

    @Modifying
    @Query("delete from ImageEmbedding e where e.model not in :models")
    int deleteAllBut(Collection<String> models);
}
