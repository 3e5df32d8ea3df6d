package dev.imageclustering.vision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imageclustering.vision.PictureTurn.Excess;
import dev.imageclustering.vision.PictureTurn.Start;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PictureTurnTests {

    private final PictureTurn turn = new PictureTurn();

    @Test
    void keepsTheExcessOfThePictureThatIsRead() {
        assertThat(turn.exceed(begun(), Excess.MEMORY)).isTrue();
        assertThat(turn.end()).isEqualTo(Excess.MEMORY);
    }

    @Test
    void blamesNoPictureForTheOneBefore() {
        Start before = begun();
        assertThat(turn.end()).isNull();
        begun();

        assertThat(turn.exceed(before, Excess.TIME)).as("ended too late").isFalse();
        assertThat(turn.end()).isNull();
    }

    @Test
    void endsNothingBetweenTwoPictures() {
        Start before = begun();
        turn.end();

        assertThat(turn.exceed(before, Excess.TIME)).isFalse();
        assertThat(turn.current()).isNull();
    }

    private Start begun() {
        turn.begin(Duration.ZERO);
        Start start = turn.current();
        assertThat(start).isNotNull();
        return start;
    }
}
