package dev.imageclustering.image;

import jakarta.persistence.LockModeType;
import jakarta.persistence.QueryHint;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.jpa.HibernateHints;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.QueryHints;
import org.springframework.data.repository.Repository;

/** All images. */
interface Images extends Repository<Image, Integer> {

    /** Of an image that waits for its analysis by the model; "less or greater", since no index serves "not equal". */
    String UNANALYSED = "(i.analysisState = :pending or (i.analysisState = :complete and"
            + " (i.featureModel is null or i.featureModel < :model or i.featureModel > :model)))";

    Image save(Image image);

    Optional<Image> findById(int id);

    long count();

    boolean existsByImageHash(String imageHash);

    /** Natively, since a path of the Python system is not read as it is written. */
    @NativeQuery("select exists (select from images where file_path in (:spellings))")
    boolean existsByFilePathIn(Collection<String> spellings);

    @Query("select i.imageHash from Image i where i.imageHash in :hashes")
    List<String> findExistingHashes(Collection<String> hashes);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select i from Image i where i.id = :id")
    Optional<Image> findLockedById(int id);

    @Query("select " + ImageView.SELECT + " from Image i where i.imageHash = :imageHash")
    Optional<ImageView> findViewByImageHash(String imageHash);

    @Query("select " + ImageView.SELECT + " from Image i where i.id = :id")
    Optional<ImageView> findViewById(int id);

    @Query("select " + ImageView.SELECT + " from Image i where i.id in :ids")
    List<ImageView> findViewsByIds(Collection<Integer> ids);

    @Query("select " + ImageView.SELECT + " from Image i where i.id > :after order by i.id")
    List<ImageView> findViewsAfter(int after, Limit limit);

    @Query("select " + ImageView.SELECT + " from Image i where i.id > :after order by i.id")
    @QueryHints(@QueryHint(name = HibernateHints.HINT_FETCH_SIZE, value = "500"))
    Stream<ImageView> streamViewsAfter(int after);

    @NativeQuery("select id from images where id in (:ids) order by id for key share")
    List<Integer> claim(Collection<Integer> ids);

    @Query("select i.id, f.features from Image i join ImageFeatures f on f.id = i.id"
            + " where i.id in :ids and i.featureModel = :model and i.analysisState <> :failed order by i.id")
    @QueryHints(@QueryHint(name = HibernateHints.HINT_FETCH_SIZE, value = "200"))
    Stream<Object[]> streamFeatures(Collection<Integer> ids, String model, AnalysisState failed);

    @Query("select i.id from Image i where i.id > :after and " + UNANALYSED + " order by i.id")
    List<Integer> findUnanalysedIds(
            int after, String model, AnalysisState pending, AnalysisState complete, Limit limit);

    @Query("select i.id from Image i where i.id in :ids and " + UNANALYSED + " order by i.id")
    List<Integer> findUnanalysedAmong(
            Collection<Integer> ids, String model, AnalysisState pending, AnalysisState complete);

    @Modifying
    @Query("delete from Image i where i.id = :id")
    int deleteById(int id);

    /** Serialises, across processes, whoever adds or removes the row and the files of one content. */
    @NativeQuery("select 1 from (select pg_advisory_xact_lock(:contentKey)) as locked")
    int lockContent(long contentKey);
}
