package dev.imageclustering.image;

import jakarta.persistence.QueryHint;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.jpa.HibernateHints;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.QueryHints;
import org.springframework.data.repository.Repository;

/** The signatures of all images. */
interface Signatures extends Repository<Image, Integer> {

    String SELECT = "select i.id, i.analysedAt, i.perceptualHash, f.features from Image i"
            + " join ImageFeatures f on f.id = i.id where i.featureModel = :model and i.analysisState = :complete"
            + " and i.perceptualHash is not null and i.analysedAt is not null ";

    @Query(SELECT + "order by i.id")
    @QueryHints(@QueryHint(name = HibernateHints.HINT_FETCH_SIZE, value = "200"))
    Stream<Object[]> streamAll(String model, AnalysisState complete);

    @Query(SELECT + "and i.id in :ids order by i.id")
    @QueryHints(@QueryHint(name = HibernateHints.HINT_FETCH_SIZE, value = "200"))
    Stream<Object[]> stream(Collection<Integer> ids, String model, AnalysisState complete);

    @Query("select i.id, i.analysedAt from Image i where i.analysedAt >= :since order by i.id")
    List<Object[]> findAnalysedSince(Instant since);

    @Query("select " + ImageStanding.SELECT + " from Image i"
            + " left join ImageQualityScore q on q.imageId = i.id and q.metric = :metric where i.id in :ids")
    List<ImageStanding> findStandings(Collection<Integer> ids, String metric);

    @Query("select " + ImageCapture.SELECT + " from Image i where i.id in :ids")
    List<ImageCapture> findCaptures(Collection<Integer> ids);
}
