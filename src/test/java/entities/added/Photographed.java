package entities.added;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Maps a further column of the images that may be empty. */
@Entity
@Table(name = "images")
class Photographed {

    @Id
    private int id;

    @Column(length = 100)
    private String photographerName;
}
