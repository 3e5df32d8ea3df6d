package entities.required;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Maps a further column of the images that must not be empty. */
@Entity
@Table(name = "images")
class Favoured {

    @Id
    private int id;

    private boolean favourite;
}
