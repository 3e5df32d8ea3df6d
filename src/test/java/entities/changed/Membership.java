package entities.changed;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/** Maps the memberships otherwise: whole numbers for probabilities, and no outlier score, which has a check. */
@Entity
@Table(name = "image_batch_association")
@IdClass(Membership.Key.class)
class Membership {

    @Id
    private int batchId;

    @Id
    private int imageId;

    @Column(length = 50)
    private String groupLabel;

    private Long probability;
    private Integer qualityRank;
    private Instant rankedAt;

    @Column(length = 50)
    private String rankingMetric;

    /** The two ids that make a membership. */
    record Key(int batchId, int imageId) implements Serializable {}
}
