package entities.variety;

import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Of every kind of mapping that makes a column, a table or a key of its own, one. */
@Entity
@Inheritance(strategy = InheritanceType.JOINED)
class Exhibition {

    enum Mood {
        BRIGHT,
        DARK
    }

    @Embeddable
    record Place(String city, @Column(length = 2) String country) {}

    @Id
    private UUID id;

    @Version
    private long version;

    @Enumerated(EnumType.STRING)
    private Mood mood;

    @Enumerated
    private Mood otherMood;

    @Embedded
    private Place place;

    @Column(precision = 12, scale = 3)
    private BigDecimal price;

    private BigDecimal tax;
    private LocalDate opens;
    private LocalTime opensAt;
    private LocalDateTime builtAt;
    private Duration visit;
    private char initial;
    private byte small;
    private short medium;
    private float weight;
    private String[] keywords;
    private int[] numbers;
    private byte[] poster;

    @Column(columnDefinition = "varchar(80) default 'none' not null")
    private String motto;

    @ElementCollection
    private List<String> sponsors;

    @ElementCollection
    private Map<String, Integer> visitors;

    @ManyToMany
    private Set<Exhibition> neighboursThatShareTheSameEntranceAndTheSameCloakroomAttendants;

    @OneToOne
    private Exhibition sequel;
}
