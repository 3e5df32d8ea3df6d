package dev.imageclustering.batch;

import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The memberships of given images. */
interface MembersAmong extends Repository<ImageBatchAssociation, ImageBatchAssociation.Key> {

    @Query("select a.id.imageId from ImageBatchAssociation a"
            + " where a.id.batchId = :batchId and a.id.imageId in :imageIds")
    List<Integer> find(int batchId, Collection<Integer> imageIds);
}
