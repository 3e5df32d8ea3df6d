package dev.imageclustering.image;

import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The qualities of all images by all metrics. */
interface ImageQualityScores extends Repository<ImageQualityScore, ImageQualityScore.Key> {

    @Query("select s from ImageQualityScore s where s.imageId in :ids and s.metric = :metric")
    List<ImageQualityScore> findByImages(Collection<Integer> ids, String metric);
}
