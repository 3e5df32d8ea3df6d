package entities.rekeyed;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Maps the memberships as if an image could be in one batch only. */
@Entity
@Table(name = "image_batch_association")
class Membership {

    private int batchId;

    @Id
    private int imageId;

    @Column(length = 50)
    private String groupLabel;

    private Double probability;
    private Double outlierScore;
    private Integer qualityRank;
    private Instant rankedAt;

    @Column(length = 50)
    private String rankingMetric;
}
