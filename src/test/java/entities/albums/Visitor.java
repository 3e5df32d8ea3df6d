package entities.albums;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

/** Numbered by a sequence of its own. */
@Entity
class Visitor {

    @Id
    @GeneratedValue
    private Long id;
}
