package dev.imageclustering.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PlaneMotionTests {

    private static final PlaneMotion BENT = new PlaneMotion(new double[] {1.1, 0.2, 5, -0.1, 0.9, 7, 1e-4, -2e-4, 1});

    @Test
    void comesBackByItsInverse() {
        PlaneMotion there = BENT.inverse().after(BENT);

        assertThat(there.x(100, 30)).isCloseTo(100, within(1e-9));
        assertThat(there.y(100, 30)).isCloseTo(30, within(1e-9));
    }

    @Test
    void hasTheDerivativesOfItsOwnDifferences() {
        double[] jacobian = BENT.jacobian(40, 60);
        double h = 1e-6;

        assertThat(jacobian[0]).isCloseTo((BENT.x(40 + h, 60) - BENT.x(40, 60)) / h, within(1e-5));
        assertThat(jacobian[1]).isCloseTo((BENT.x(40, 60 + h) - BENT.x(40, 60)) / h, within(1e-5));
        assertThat(jacobian[2]).isCloseTo((BENT.y(40 + h, 60) - BENT.y(40, 60)) / h, within(1e-5));
        assertThat(jacobian[3]).isCloseTo((BENT.y(40, 60 + h) - BENT.y(40, 60)) / h, within(1e-5));
    }

    @Test
    void bringsOnePlaceToTheOtherAndGrowsByTheSquareOfItsScale() {
        PlaneMotion motion = PlaneMotion.similarity(3, 4, 50, 60, 0.7, 2);

        assertThat(motion.x(3, 4)).isCloseTo(50, within(1e-9));
        assertThat(motion.y(3, 4)).isCloseTo(60, within(1e-9));
        assertThat(motion.growth(10, 10)).isCloseTo(4, within(1e-9));
        assertThat(motion.stretch(10, 10)).isCloseTo(1, within(1e-6));
    }

    @Test
    void tellsHowMuchLongerThanWideACircleBecomes() {
        PlaneMotion motion = new PlaneMotion(new double[] {3, 0, 0, 0, 1.5, 0, 0, 0, 1});

        assertThat(motion.stretch(0, 0)).isCloseTo(2, within(1e-9));
    }

    @Test
    void tellsWhetherParallelsStayParallel() {
        assertThat(BENT.isAffine()).isFalse();
        assertThat(PlaneMotion.mirror(10).isAffine()).isTrue();
    }
}
