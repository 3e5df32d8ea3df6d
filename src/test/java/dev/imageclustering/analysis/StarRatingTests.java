package dev.imageclustering.analysis;

import static com.drew.metadata.exif.ExifDirectoryBase.TAG_RATING;
import static com.drew.metadata.exif.ExifDirectoryBase.TAG_RATING_PERCENT;
import static dev.imageclustering.analysis.MadeFile.exifSegment;
import static dev.imageclustering.analysis.MadeFile.jpeg;
import static dev.imageclustering.analysis.MadeFile.read;
import static dev.imageclustering.analysis.MadeFile.readXmp;
import static dev.imageclustering.analysis.MadeFile.xmp;
import static dev.imageclustering.analysis.MadeFile.xmpSegment;
import static dev.imageclustering.analysis.TiffBuilder.shorts;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StarRatingTests {

    @ParameterizedTest
    @CsvSource({"0, 0", "3, 3", "5, 5", "4.0, 4", "1.0, 1"})
    void readsXmp(String written, int expected) {
        assertThat(readXmp("xmp:Rating='" + written + "'").rating()).isEqualTo(expected);
        assertThat(readXmp("<xmp:Rating>" + written + "</xmp:Rating>").rating()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"-1", "6", "many", "NaN"})
    void givesNoStarsToARejectedPhotoOrAnAbsurdRating(String written) {
        assertThat(readXmp("xmp:Rating='" + written + "'").rating()).isNull();
    }

    @Test
    void readsExifWhereXmpHasNone() {
        assertThat(read(new TiffBuilder().image(TAG_RATING, shorts(4))).rating())
                .isEqualTo(4);
    }

    @Test
    void believesXmpMoreThanExif() {
        byte[] exif = exifSegment(new TiffBuilder().image(TAG_RATING, shorts(4)).build());

        assertThat(read(jpeg(exif, xmpSegment(xmp("xmp:Rating='2'")))).rating()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "25, 2", "50, 3", "75, 4", "99, 5", "100, 5"})
    void convertsThePercentagesOfWindows(int percent, int expected) {
        assertThat(read(new TiffBuilder().image(TAG_RATING_PERCENT, shorts(percent)))
                        .rating())
                .isEqualTo(expected);
        assertThat(readXmp("MicrosoftPhoto:Rating='" + percent + "'").rating()).isEqualTo(expected);
    }

    @Test
    void dropsAPercentageAboveAHundred() {
        assertThat(read(new TiffBuilder().image(TAG_RATING_PERCENT, shorts(500)))
                        .rating())
                .isNull();
    }
}
