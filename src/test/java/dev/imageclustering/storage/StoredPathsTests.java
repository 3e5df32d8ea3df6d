package dev.imageclustering.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoredPathsTests {

    private final StoredPaths paths = new StoredPaths(Path.of("/data/photos"), Path.of("/srv/old"));

    @ParameterizedTest
    @CsvSource({
        "originals/ab/cd/x.jpg,  originals/ab/cd/x.jpg",
        "/srv/old/uploads/x.jpg, uploads/x.jpg",
        "/srv/old/a/../x.jpg,    x.jpg",
        "/data/photos/y/x.jpg,   y/x.jpg"
    })
    void isAlwaysToldRelativeToTheRoot(String stored, String relative) throws NoSuchFileException {
        assertThat(paths.relative(stored)).isEqualTo(relative);
        assertThat(paths.resolve(stored)).isEqualTo(Path.of("/data/photos", relative));
    }

    @ParameterizedTest
    @CsvSource({
        "/srv/older/x.jpg,  elsewhere/x.jpg",
        "/srv/old/../x.jpg, elsewhere/x.jpg",
        "/etc/passwd,       elsewhere/passwd"
    })
    void isNotToldWhereItIsOutside(String stored, String told) {
        assertThat(paths.relative(stored)).isEqualTo(told);
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> paths.resolve(stored));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x.jpg", "originals/../../x.jpg", "", "/srv/old", "/data/photos"})
    void neverLeadsOutOfTheRootNorToIt(String stored) {
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> paths.resolve(stored));
    }

    @Test
    void knowsEveryWayToNameAFile() {
        assertThat(paths.spellings("a/x.jpg")).containsExactly("a/x.jpg", "/data/photos/a/x.jpg", "/srv/old/a/x.jpg");
        assertThat(new StoredPaths(Path.of("/data"), null).spellings("x.jpg")).containsExactly("x.jpg", "/data/x.jpg");
    }

    @Test
    void takesAnEmptyLegacyRootForNone() {
        assertThat(new StoredPaths(Path.of("/data"), Path.of("")).relative("/srv/old/x.jpg"))
                .isEqualTo("elsewhere/x.jpg");
    }
}
