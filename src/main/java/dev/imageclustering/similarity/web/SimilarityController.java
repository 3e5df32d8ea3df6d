package dev.imageclustering.similarity.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.imageclustering.image.web.ImageResponse;
import dev.imageclustering.shared.BatchId;
import dev.imageclustering.shared.ImageId;
import dev.imageclustering.shared.web.JsonArrays;
import dev.imageclustering.similarity.DuplicateGroup;
import dev.imageclustering.similarity.DuplicateSearch;
import dev.imageclustering.similarity.Sameness;
import dev.imageclustering.similarity.SimilarImage;
import dev.imageclustering.similarity.SimilaritySearch;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
class SimilarityController {

    private final SimilaritySearch search;
    private final DuplicateSearch duplicates;
    private final JsonArrays arrays;

    SimilarityController(SimilaritySearch search, DuplicateSearch duplicates, JsonArrays arrays) {
        this.search = search;
        this.duplicates = duplicates;
        this.arrays = arrays;
    }

    @GetMapping("/images/{id}/similar")
    @Tag(name = "images")
    @Operation(
            operationId = "getSimilarImages",
            summary = "Finds copies, near-duplicates and photos of the same scene, the most alike first")
    List<SimilarResponse> getSimilarImages(
            @PathVariable int id,
            @RequestParam(defaultValue = "20") @Min(1) @Max(1_000) int limit,
            @Parameter(description = "The kinds to find, of identical, same, near and scene; all where none is named")
                    @RequestParam(name = "kind", required = false)
                    @Nullable
                    List<String> kinds) {
        return search.similar(new ImageId(id), named(kinds), limit).stream()
                .map(SimilarResponse::of)
                .toList();
    }

    @GetMapping("/batches/{id}/duplicates")
    @Tag(name = "batches")
    @Operation(
            operationId = "getDuplicates",
            summary = "Finds the copies of pictures in a batch, with the one of each to keep",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            array =
                                                    @ArraySchema(
                                                            schema =
                                                                    @Schema(
                                                                            implementation =
                                                                                    DuplicatesResponse.class)))))
    void getDuplicates(
            @PathVariable int id,
            @RequestParam(defaultValue = "100") @Min(1) @Max(1_000) int limit,
            @RequestParam(defaultValue = "0") @Min(0) int after,
            HttpServletResponse response)
            throws IOException {
        List<DuplicateGroup> groups = duplicates.groups(new BatchId(id), after, limit);
        OptionalInt last = groups.stream().mapToInt(DuplicateGroup::firstId).max();
        arrays.writePage(response, groups.stream().map(DuplicatesResponse::of).toList(), limit, last);
    }

    private static Set<Sameness> named(@Nullable List<String> kinds) {
        Set<Sameness> named = EnumSet.noneOf(Sameness.class);
        if (kinds != null) {
            kinds.forEach(kind -> named.add(Sameness.named(kind)));
        }
        return named.isEmpty() ? EnumSet.allOf(Sameness.class) : named;
    }

    /** An image that is like another. */
    @Schema(name = "SimilarImage")
    record SimilarResponse(ImageResponse image, Sameness kind, DistancesResponse distances) {

        static SimilarResponse of(SimilarImage similar) {
            return new SimilarResponse(
                    ImageResponse.of(similar.image()),
                    similar.kind(),
                    new DistancesResponse(similar.hashDistance(), similar.similarity(), similar.orientation()));
        }
    }

    /** How far two images are apart. */
    @Schema(name = "Distances")
    record DistancesResponse(
            @Schema(description = "Bits of the perceptual hashes that differ, of 64; in the best of eight orientations")
            @JsonProperty("hash_distance")
            int hashDistance,

            @Schema(description = "Cosine of the descriptors; 1 for equal ones")
            double similarity,

            @Schema(
                    description = "How the first image has to be turned to look like this one; null unless it is the"
                            + " same picture",
                    allowableValues = {
                        "upright",
                        "mirrored",
                        "rotated_180",
                        "flipped",
                        "transposed",
                        "rotated_90",
                        "transversed",
                        "rotated_270"
                    })
            @Nullable
            String orientation) {}

    /** Copies of one picture. */
    @Schema(name = "Duplicates")
    record DuplicatesResponse(ImageResponse keep, String reason, List<SimilarResponse> copies) {

        static DuplicatesResponse of(DuplicateGroup group) {
            return new DuplicatesResponse(
                    ImageResponse.of(group.keep()),
                    group.reason(),
                    group.copies().stream().map(SimilarResponse::of).toList());
        }
    }
}
