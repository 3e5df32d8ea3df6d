package entities.unique;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** Wants no two images with the same caption and time. */
@Entity
@Table(name = "images", uniqueConstraints = @UniqueConstraint(columnNames = {"caption", "shot_at"}))
class Distinct {

    @Id
    private int id;

    @JdbcTypeCode(SqlTypes.LONG32VARCHAR)
    private String caption;

    private Instant shotAt;
}
