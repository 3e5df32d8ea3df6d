package dev.imageclustering.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class TagsTests {

    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ["sea", "sun"]               | ["sea","sun"]
            []                           | []
            "sea"                        | ["sea"]
            7                            | ["7"]
            true                         | ["true"]
            {"sea": 1}                   | []
            ["sea", 7, null, ["x"], {}]  | ["sea","7"]
            """)
    void readsWhateverJsonARowHolds(String stored, String read) {
        assertThat(JSON.writeValueAsString(JSON.readValue(stored, Tags.class))).isEqualTo(read);
    }

    @Test
    void areNoneRatherThanEmpty() {
        assertThat(new Tags(List.of()).orNone()).isNull();
        assertThat(new Tags(List.of("sea")).orNone()).containsExactly("sea");
        assertThat(Tags.of(null)).isNull();
    }
}
