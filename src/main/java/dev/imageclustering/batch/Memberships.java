package dev.imageclustering.batch;

import jakarta.persistence.QueryHint;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.jpa.HibernateHints;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.QueryHints;
import org.springframework.data.repository.Repository;

/** All memberships of images in batches. */
interface Memberships extends Repository<ImageBatchAssociation, ImageBatchAssociation.Key> {

    String OF_IMAGES =
            "select " + MembershipView.SELECT + " from ImageBatchAssociation a join Image i on i.id = a.id.imageId";

    <S extends ImageBatchAssociation> List<S> saveAll(Iterable<S> memberships);

    @Query("select a from ImageBatchAssociation a where a.id.batchId = :batchId order by a.id.imageId")
    List<ImageBatchAssociation> findByBatch(int batchId);

    @Query("select a from ImageBatchAssociation a where a.id.batchId = :batchId and a.groupLabel = :label"
            + " order by a.id.imageId")
    List<ImageBatchAssociation> findByGroup(int batchId, String label);

    /** Returns the labels of the groups that the images have a rank in. */
    @Query("select distinct a.groupLabel from ImageBatchAssociation a where a.id.batchId = :batchId"
            + " and a.id.imageId in :imageIds and a.groupLabel is not null and a.qualityRank is not null")
    List<String> findRankedLabels(int batchId, Collection<Integer> imageIds);

    @Query("select a from ImageBatchAssociation a where a.id.batchId = :batchId and a.groupLabel = :label"
            + " and a.qualityRank is not null")
    List<ImageBatchAssociation> findRanked(int batchId, String label);

    @Query("select new dev.imageclustering.batch.MembershipState(a.id.imageId, a.groupLabel, a.probability,"
            + " a.outlierScore, a.qualityRank, a.rankedAt, a.rankingMetric) from ImageBatchAssociation a"
            + " where a.id.batchId = :batchId order by a.id.imageId")
    List<MembershipState> findStates(int batchId);

    /** Puts each of the images into its group, without a rank, in one statement whatever their number. */
    @Modifying
    @Query(nativeQuery = true, value = """
                    update image_batch_association a
                    set group_label = v.label, probability = v.probability, outlier_score = v.score,
                        quality_rank = null, ranked_at = null, ranking_metric = null
                    from unnest(cast(:ids as integer[]), cast(:labels as text[]), cast(:probabilities as float8[]),
                                cast(:scores as float8[])) as v (id, label, probability, score)
                    where a.batch_id = :batchId and a.image_id = v.id""")
    int join(int batchId, Integer[] ids, String[] labels, Double[] probabilities, Double[] scores);

    /** Puts each of the images back to a place that it had, in one statement whatever their number. */
    @Modifying
    @Query(nativeQuery = true, value = """
                    update image_batch_association a
                    set group_label = v.label, probability = v.probability, outlier_score = v.score,
                        quality_rank = v.rank, ranked_at = v.ranked_at, ranking_metric = v.metric
                    from unnest(cast(:ids as integer[]), cast(:labels as text[]), cast(:probabilities as float8[]),
                                cast(:scores as float8[]), cast(:ranks as integer[]),
                                cast(cast(:rankedAt as text[]) as timestamptz[]), cast(:metrics as text[]))
                        as v (id, label, probability, score, rank, ranked_at, metric)
                    where a.batch_id = :batchId and a.image_id = v.id
                        and (a.group_label, a.probability, a.outlier_score, a.quality_rank, a.ranked_at, a.ranking_metric)
                            is distinct from (v.label, v.probability, v.score, v.rank, v.ranked_at, v.metric)""")
    int returnTo(
            int batchId,
            Integer[] ids,
            @Nullable String[] labels,
            @Nullable Double[] probabilities,
            @Nullable Double[] scores,
            @Nullable Integer[] ranks,
            @Nullable String[] rankedAt,
            @Nullable String[] metrics);

    /**
     * Puts those of the images into their groups that are in none yet, and takes the ranks of these groups away, in one
     * statement whatever their number.
     */
    @Modifying
    @Query(nativeQuery = true, value = """
                    with joined as (
                        update image_batch_association a
                        set group_label = v.label, probability = v.probability, outlier_score = v.score,
                            quality_rank = null, ranked_at = null, ranking_metric = null
                        from unnest(cast(:ids as integer[]), cast(:labels as text[]),
                                    cast(:probabilities as float8[]), cast(:scores as float8[]))
                            as v (id, label, probability, score)
                        where a.batch_id = :batchId and a.image_id = v.id and a.group_label is null
                        returning a.group_label)
                    update image_batch_association a
                    set quality_rank = null, ranked_at = null, ranking_metric = null
                    where a.batch_id = :batchId and a.group_label in (select group_label from joined)
                        and (a.quality_rank is not null or a.ranked_at is not null)""")
    int admit(int batchId, Integer[] ids, String[] labels, Double[] probabilities, Double[] scores);

    /** Takes all images but these out of their groups. */
    @Modifying
    @Query(nativeQuery = true, value = """
                    update image_batch_association a
                    set group_label = null, probability = null, outlier_score = null,
                        quality_rank = null, ranked_at = null, ranking_metric = null
                    where a.batch_id = :batchId and a.group_label is not null
                        and not exists (select from unnest(cast(:ids as integer[])) as v (id) where v.id = a.image_id)""")
    int leaveAllBut(int batchId, Integer[] ids);

    @Query("select a.id.imageId from ImageBatchAssociation a where a.id.batchId = :batchId order by a.id.imageId")
    List<Integer> findImageIds(int batchId);

    @Query("select a.id.batchId from ImageBatchAssociation a where a.id.imageId = :imageId order by a.id.batchId")
    List<Integer> findBatchIdsOfImage(int imageId);

    @Query(OF_IMAGES + " where a.id.batchId = :batchId")
    List<MembershipView> findViewsByBatch(int batchId);

    @Query(OF_IMAGES + " where a.id.batchId = :batchId and a.groupLabel = :label"
            + " order by a.qualityRank nulls last, a.id.imageId")
    List<MembershipView> findViewsByGroup(int batchId, String label);

    /** Returns how many there are of the batches behind {@code after} up to the last, no more than so many. */
    @NativeQuery("select count(*) from (select from image_batch_association"
            + " where batch_id > :after and batch_id <= :last limit :most) counted")
    long countUpTo(int most, int after, int last);

    @Query(OF_IMAGES + " where a.id.batchId > :after and a.id.batchId <= :last order by a.id.batchId")
    @QueryHints(@QueryHint(name = HibernateHints.HINT_FETCH_SIZE, value = "500"))
    Stream<MembershipView> streamViewsBetween(int after, int last);

    @Modifying
    @Query("delete from ImageBatchAssociation a where a.id.batchId = :batchId and a.id.imageId in :imageIds")
    int delete(int batchId, Collection<Integer> imageIds);
}
