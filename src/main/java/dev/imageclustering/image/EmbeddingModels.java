package dev.imageclustering.image;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All neural models of which there are vectors, or will be. */
interface EmbeddingModels extends Repository<EmbeddingModel, String> {

    boolean existsById(String model);

    Optional<EmbeddingModel> findById(String model);

    EmbeddingModel save(EmbeddingModel model);

    @Query("select m from EmbeddingModel m where m.inUse")
    Optional<EmbeddingModel> findInUse();

    @Query("select m.model from EmbeddingModel m where not m.inUse order by m.model")
    List<String> findNotInUse();

    @Modifying
    @Query("delete from EmbeddingModel m where m.model not in :models")
    int deleteAllBut(Collection<String> models);

    /** Serialises, across processes, whoever changes which model is in use. */
    @NativeQuery("select 1 from (select pg_advisory_xact_lock(:key)) as locked")
    int lock(long key);
}
