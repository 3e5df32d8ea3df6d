package entities.variety;

import jakarta.persistence.Entity;

/** Has a table that is joined to its parent's. */
@Entity
class Travelling extends Exhibition {

    private String lorry;
}
