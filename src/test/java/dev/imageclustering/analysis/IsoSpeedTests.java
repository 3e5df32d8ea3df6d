package dev.imageclustering.analysis;

import static com.drew.metadata.exif.ExifDirectoryBase.*;
import static dev.imageclustering.analysis.MadeFile.join;
import static dev.imageclustering.analysis.MadeFile.latin1;
import static dev.imageclustering.analysis.MadeFile.read;
import static dev.imageclustering.analysis.MadeFile.readXmp;
import static dev.imageclustering.analysis.TiffBuilder.longs;
import static dev.imageclustering.analysis.TiffBuilder.shorts;
import static dev.imageclustering.analysis.TiffBuilder.undefined;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IsoSpeedTests {

    private static TiffBuilder iso(int iso) {
        return new TiffBuilder().exif(TAG_ISO_EQUIVALENT, shorts(iso));
    }

    @Test
    void readsTheFirstOfSeveralNumbers() {
        assertThat(read(new TiffBuilder().exif(TAG_ISO_EQUIVALENT, shorts(400, 0)))
                        .iso())
                .isEqualTo(400);
    }

    @Test
    void dropsZero() {
        assertThat(read(iso(0)).iso()).isNull();
    }

    @Test
    void dropsAnOverflowThatNothingExplains() {
        assertThat(read(iso(65535)).iso()).isNull();
    }

    @Test
    void resolvesAnOverflowByTheTagThatTheTypeNames() {
        TiffBuilder exif = iso(65535)
                .exif(TAG_STANDARD_OUTPUT_SENSITIVITY, longs(80_000))
                .exif(TAG_RECOMMENDED_EXPOSURE_INDEX, longs(102_400))
                .exif(TAG_ISO_SPEED, longs(90_000));

        assertThat(read(exif.exif(TAG_SENSITIVITY_TYPE, shorts(2))).iso()).isEqualTo(102_400);
        assertThat(read(exif.exif(TAG_SENSITIVITY_TYPE, shorts(1))).iso()).isEqualTo(80_000);
        assertThat(read(exif.exif(TAG_SENSITIVITY_TYPE, shorts(3))).iso()).isEqualTo(90_000);
    }

    @Test
    void resolvesAnOverflowWithoutATypeByWhateverIsThere() {
        assertThat(read(iso(65535).exif(TAG_ISO_SPEED, longs(204_800))).iso()).isEqualTo(204_800);
    }

    @Test
    void dropsAnAbsurdNumber() {
        assertThat(read(new TiffBuilder().exif(TAG_ISO_EQUIVALENT, longs(4_000_000_000L)))
                        .iso())
                .isNull();
    }

    @Test
    void readsNikonsMakerNoteWhereExifHasNone() {
        byte[] note = join(
                latin1("Nikon\0\2\20\0\0"),
                new TiffBuilder().image(2, shorts(0, 200)).build());

        assertThat(read(new TiffBuilder().exif(TAG_MAKERNOTE, undefined(note))).iso())
                .isEqualTo(200);
        assertThat(read(iso(100).exif(TAG_MAKERNOTE, undefined(note))).iso()).isEqualTo(100);
    }

    @Test
    void ignoresAMakerNoteThatIsCutOff() {
        byte[] note = latin1("Nikon\0\2\20\0\0MM\0*\0\0");

        assertThat(read(new TiffBuilder().exif(TAG_MAKERNOTE, undefined(note))).iso())
                .isNull();
    }

    @Test
    void fallsBackToXmp() {
        assertThat(readXmp("<exif:ISOSpeedRatings><rdf:Seq><rdf:li>320</rdf:li></rdf:Seq></exif:ISOSpeedRatings>")
                        .iso())
                .isEqualTo(320);
        assertThat(readXmp("exifEX:PhotographicSensitivity='640'").iso()).isEqualTo(640);
    }
}
