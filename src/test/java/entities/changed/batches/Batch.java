package entities.changed.batches;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** Maps the batches otherwise: a longer name, a shorter status, a required time, and no failure. */
@Entity
@Table(name = "image_batches")
class Batch {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Integer id;

    @Column(nullable = false, length = 500)
    private String batchName;

    @Column(length = 20)
    private String status;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, Object> parameters;

    @Column(nullable = false)
    private Instant createdAt;
}
