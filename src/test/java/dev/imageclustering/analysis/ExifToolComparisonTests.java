package dev.imageclustering.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.imageclustering.image.ImageMetadata;
import dev.imageclustering.vision.PictureHeader;
import dev.imageclustering.vision.PictureLimits;
import dev.imageclustering.vision.UnreadablePicture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares what is read of real files with what ExifTool 12.57 reads of them. */
class ExifToolComparisonTests {

    private static final Path IMAGES = Path.of("../shared/images");

    private static final String NO_SHUTTER_TIME = "only APEX values are in the file; ExifTool computes them elsewhere";
    private static final String LATER_TIME = "there is no DateTimeOriginal; ours is the next time of the order";
    private static final String ZEROS = "ExifTool repeats the zeros of a clock that was never set";
    private static final String ZERO_ISO = "an ISO of 0 is none";
    private static final String BAD_APERTURE = "f/0.2 is impossible; ours is by the aperture value";

    private static final String FILLED_IN = "the camera wrote its own name, which no person did";

    /** Every difference that is meant, by file and field. */
    private static final Map<String, String> DIFFERENCES = Map.ofEntries(
            Map.entry("exif-samples/67-0_length_string.jpg shotAt", LATER_TIME),
            Map.entry("exif-samples/BlueSquare.jpg shotAt", LATER_TIME),
            Map.entry("exif-samples/image01088.jpg shotAt", LATER_TIME),
            Map.entry("exif-samples/image01551.jpg shotAt", LATER_TIME),
            Map.entry("exif-samples/image02206.jpg shotAt", LATER_TIME),
            Map.entry("exif-samples/long_description.jpg shotAt", LATER_TIME),
            Map.entry("exif-samples/no_exif.jpg shotAt", LATER_TIME),
            Map.entry("metadata-extractor-images/Multiple ICC segments.jpg shotAt", LATER_TIME),
            Map.entry("twelvemonkeys/exif-with-interop-subdir-eof.jpg shotAt", LATER_TIME),
            Map.entry("metadata-extractor-images/Issue 609.jpg shotAt", ZEROS),
            Map.entry("metadata-extractor-images/Olympus C4040Z.jpg shotAt", ZEROS),
            Map.entry("exif-samples/fujifilm-dx10.jpg exposureTime", NO_SHUTTER_TIME),
            Map.entry("exif-samples/sony-d700.jpg exposureTime", NO_SHUTTER_TIME),
            Map.entry("exif-samples/sony-d700.jpg fNumber", NO_SHUTTER_TIME),
            Map.entry("metadata-extractor-images/FujiFilm DX-10.jpg exposureTime", NO_SHUTTER_TIME),
            Map.entry("metadata-extractor-images/FujiFilm FinePix1400Zoom (2).jpg exposureTime", NO_SHUTTER_TIME),
            Map.entry("metadata-extractor-images/FujiFilm FinePix4900Zoom.jpg exposureTime", NO_SHUTTER_TIME),
            Map.entry("metadata-extractor-images/FujiFilm MX-1200.jpg exposureTime", NO_SHUTTER_TIME),
            Map.entry("metadata-extractor-images/Sony D700.jpg exposureTime", NO_SHUTTER_TIME),
            Map.entry("metadata-extractor-images/Sony D700.jpg fNumber", NO_SHUTTER_TIME),
            Map.entry("metadata-extractor-images/FujiFilm FinePixS1Pro (4).jpg fNumber", BAD_APERTURE),
            Map.entry("metadata-extractor-images/FujiFilm FinePixS1Pro (4).jpg iso", ZERO_ISO),
            Map.entry("metadata-extractor-images/FujiFilm FinePixS2Pro.jpg fNumber", BAD_APERTURE),
            Map.entry("metadata-extractor-images/FujiFilm FinePixS2Pro.jpg iso", ZERO_ISO),
            Map.entry(
                    "metadata-extractor-images/Issue 247-1.nef iso",
                    "ours is from the maker note, and the same as ExifTool's Nikon:ISO"),
            Map.entry(
                    "metadata-extractor-images/Nikon D5000.jpg latitude",
                    "EXIF's is empty; ours is XMP's, and the same as ExifTool's XMP-exif:GPSLatitude"),
            Map.entry(
                    "metadata-extractor-images/Nikon D5000.jpg longitude",
                    "EXIF's is empty; ours is XMP's, and the same as ExifTool's XMP-exif:GPSLongitude"));

    private static final Map<String, String> WRITTEN_DIFFERENCES = Map.ofEntries(
            Map.entry("exif-samples/Konica_Minolta_DiMAGE_Z3.jpg caption", FILLED_IN),
            Map.entry("exif-samples/sanyo-vpcsx550.jpg caption", FILLED_IN),
            Map.entry("metadata-extractor-images/Kodak PIXPRO FZ201.jpg caption", FILLED_IN),
            Map.entry("metadata-extractor-images/Olympus C2040Z.jpg caption", FILLED_IN),
            Map.entry("metadata-extractor-images/Olympus C3030Z.jpg caption", FILLED_IN),
            Map.entry("metadata-extractor-images/Olympus C4040Z.jpg caption", FILLED_IN),
            Map.entry("metadata-extractor-images/Olympus C720UZ.jpg caption", FILLED_IN));

    private final List<String> problems = new ArrayList<>();
    private final Set<String> differences = new TreeSet<>();
    private int compared;

    @BeforeEach
    void requireImages() {
        assumeThat(IMAGES.resolve("exif/expected-by-exiftool.json"))
                .as("the shared images, which a checkout alone does not have")
                .exists();
    }

    @Test
    void agreesWithExifToolButForWhatIsListed() throws IOException {
        for (JsonNode file : expected()) {
            compare(file);
        }

        assertThat(compared).isGreaterThanOrEqualTo(1_400);
        assertThat(problems).isEmpty();
        assertThat(differences).isEqualTo(new TreeSet<>(DIFFERENCES.keySet()));
    }

    @Test
    void agreesOnWhatPeopleWroteButForWhatIsListed() throws IOException {
        for (JsonNode file : expected()) {
            compareWhatPeopleWrote(file);
        }

        assertThat(compared).isEqualTo(3 * 146);
        assertThat(problems).isEmpty();
        assertThat(differences).isEqualTo(new TreeSet<>(WRITTEN_DIFFERENCES.keySet()));
    }

    @Test
    void agreesOnTheSizeOfEveryJpeg() throws Exception {
        for (JsonNode file : expected()) {
            compareSize(file);
        }

        assertThat(compared).isGreaterThanOrEqualTo(2 * 120);
        assertThat(problems).isEmpty();
    }

    private static JsonNode expected() throws IOException {
        return JsonMapper.shared().readTree(Files.readString(IMAGES.resolve("exif/expected-by-exiftool.json")));
    }

    @Test
    void readsEveryHostileAndEveryOddFile() throws IOException {
        List<Path> files;
        try (var walk = Files.walk(IMAGES)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            assertThat(new ExifReader().read(file)).as(file.toString()).isNotNull();
        }
        assertThat(files).hasSizeGreaterThan(700);
    }

    private void compare(JsonNode file) throws IOException {
        String name = file.path("file").stringValue();
        ImageMetadata ours = new ExifReader().read(IMAGES.resolve(name));
        String key = name.substring("exif/".length());
        check(key, "orientation", ours.orientation(), number(file, "IFD0:Orientation"), 0);
        check(key, "latitude", ours.latitude(), number(file, "Composite:GPSLatitude"), 1e-9);
        check(key, "longitude", ours.longitude(), number(file, "Composite:GPSLongitude"), 1e-9);
        check(key, "focalLength", millimetres(ours.focalLength()), number(file, "ExifIFD:FocalLength"), 2e-3);
        check(key, "fNumber", ours.fNumber(), number(file, "ExifIFD:FNumber"), 1e-3);
        check(key, "exposureTime", seconds(ours.exposureTime()), number(file, "ExifIFD:ExposureTime"), 0.03);
        check(key, "iso", ours.iso(), number(file, "ExifIFD:ISO"), 0);
        check(key, "cameraMake", ours.cameraMake(), text(file, "IFD0:Make"), Object::equals);
        check(key, "cameraModel", ours.cameraModel(), text(file, "IFD0:Model"), Object::equals);
        String time = text(file, "ExifIFD:DateTimeOriginal");
        check(
                key,
                "shotAt",
                clock(ours),
                time == null ? text(file, "Composite:DateTimeOriginal") : time,
                (a, b) -> a.equals(b.substring(0, 19)));
    }

    private void compareWhatPeopleWrote(JsonNode file) throws IOException {
        String name = file.path("file").stringValue();
        ImageMetadata ours = new ExifReader().read(IMAGES.resolve(name));
        String key = name.substring("exif/".length());
        Double stars = number(file, "XMP-xmp:Rating");
        check(key, "rating", ours.rating(), stars == null ? number(file, "IFD0:Rating") : stars, 0);
        Set<String> tags = new TreeSet<>(texts(file, "XMP-dc:Subject"));
        tags.addAll(texts(file, "IPTC:Keywords"));
        check(key, "tags", ours.tags() == null ? Set.of() : new TreeSet<>(ours.tags()), tags, Object::equals);
        String caption = Stream.of("XMP-dc:Description", "IPTC:Caption-Abstract", "IFD0:ImageDescription")
                .map(tag -> text(file, tag))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        check(key, "caption", ours.caption(), caption, Object::equals);
    }

    private void compareSize(JsonNode file) throws IOException, UnreadablePicture {
        String name = file.path("file").stringValue();
        Double width = number(file, "File:ImageWidth");
        if (width != null && "image/jpeg".equals(text(file, "File:MIMEType"))) {
            PictureHeader header = PictureHeader.read(IMAGES.resolve(name), PictureLimits.DEFAULT);
            check(name, "width", header.width(), width, 0);
            check(name, "height", header.height(), number(file, "File:ImageHeight"), 0);
        }
    }

    private void check(String file, String field, @Nullable Number ours, @Nullable Double theirs, double tolerance) {
        check(file, field, ours, theirs, (a, b) -> Math.abs(a.doubleValue() - b) <= tolerance * Math.abs(b));
    }

    private <A, B> void check(
            String file, String field, @Nullable A ours, @Nullable B theirs, BiPredicate<A, B> agree) {
        compared++;
        if (ours == null ? theirs == null : theirs != null && agree.test(ours, theirs)) {
            return;
        }
        String difference = file + " " + field;
        differences.add(difference);
        if (!DIFFERENCES.containsKey(difference) && !WRITTEN_DIFFERENCES.containsKey(difference)) {
            problems.add("%s: ours %s, ExifTool's %s".formatted(difference, ours, theirs));
        }
    }

    /** Returns the time of the clock as ExifTool writes it. */
    private static @Nullable String clock(ImageMetadata ours) {
        if (ours.shotAt() == null) {
            return null;
        }
        ZoneOffset offset = ours.shotAtOffset() == null ? ZoneOffset.UTC : ZoneOffset.of(ours.shotAtOffset());
        LocalDateTime clock = LocalDateTime.ofInstant(ours.shotAt(), offset);
        return "%tY:%<tm:%<td %<tH:%<tM:%<tS".formatted(clock);
    }

    private static @Nullable Double millimetres(@Nullable String text) {
        return text == null ? null : Double.valueOf(text.substring(0, text.length() - 2));
    }

    private static @Nullable Double seconds(@Nullable String text) {
        return text == null
                ? null
                : text.startsWith("1/") ? (Double) (1 / Double.parseDouble(text.substring(2))) : Double.valueOf(text);
    }

    private static List<String> texts(JsonNode file, String name) {
        JsonNode node = file.path(name);
        return node.isArray()
                ? node.valueStream().map(JsonNode::asString).map(String::strip).toList()
                : Optional.ofNullable(text(file, name)).stream().toList();
    }

    private static @Nullable Double number(JsonNode file, String name) {
        JsonNode node = file.path(name);
        return node.isNumber() ? (Double) node.doubleValue() : null;
    }

    private static @Nullable String text(JsonNode file, String name) {
        JsonNode node = file.path(name);
        String text = node.isMissingNode() ? "" : node.asString().strip();
        return text.isEmpty() ? null : text;
    }
}
