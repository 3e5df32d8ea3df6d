package dev.imageclustering.batch.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.imageclustering.batch.BatchCatalog;
import dev.imageclustering.batch.BatchEditing;
import dev.imageclustering.batch.BatchGroups;
import dev.imageclustering.batch.BatchView;
import dev.imageclustering.batch.GroupLabels;
import dev.imageclustering.image.UploadOutcome;
import dev.imageclustering.image.web.UploadRequest;
import dev.imageclustering.image.web.Uploads;
import dev.imageclustering.shared.BatchId;
import dev.imageclustering.shared.StorableText;
import dev.imageclustering.shared.web.JsonArrays;
import dev.imageclustering.shared.web.Message;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/batches", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "batches")
class BatchesController {

    private final BatchCatalog catalog;
    private final BatchEditing editing;
    private final BatchGroups groups;
    private final Uploads uploads;
    private final JsonArrays arrays;

    BatchesController(
            BatchCatalog catalog, BatchEditing editing, BatchGroups groups, Uploads uploads, JsonArrays arrays) {
        this.catalog = catalog;
        this.editing = editing;
        this.groups = groups;
        this.uploads = uploads;
        this.arrays = arrays;
    }

    @PostMapping
    @Operation(operationId = "createBatch", summary = "Creates a batch of stored images")
    BatchResponse createBatch(@Valid @RequestBody CreateBatchRequest request) {
        return answer(editing.create(request.name(), request.imageIds()));
    }

    @GetMapping(produces = MediaType.ALL_VALUE)
    @Operation(
            operationId = "getAllBatches",
            summary = "Lists the batches by id, with their images",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            array =
                                                    @ArraySchema(
                                                            schema = @Schema(implementation = BatchResponse.class)))))
    void getAllBatches(
            @RequestParam(required = false) @Min(1) @Max(1_000) @Nullable Integer limit,
            @RequestParam(defaultValue = "0") @Min(0) int after,
            HttpServletResponse response)
            throws IOException {
        if (limit == null) {
            arrays.<BatchResponse>write(
                    response, writer -> catalog.forEach(after, batch -> writer.accept(BatchResponse.of(batch))));
            return;
        }
        Optional<List<BatchView>> page = catalog.page(after, limit);
        if (page.isPresent()) {
            List<BatchResponse> batches =
                    page.get().stream().map(BatchResponse::of).toList();
            OptionalInt last = batches.stream().mapToInt(BatchResponse::id).max();
            arrays.writePage(response, batches, limit, last);
        } else {
            arrays.<BatchResponse>write(
                    response,
                    writer -> catalog.forEach(
                            after,
                            limit,
                            last -> arrays.linkNext(response, limit, last),
                            batch -> writer.accept(BatchResponse.of(batch))));
        }
    }

    @GetMapping("/{id}")
    @Operation(operationId = "getBatch", summary = "Answers with a batch and its images, by group and rank")
    BatchResponse getBatch(@PathVariable int id) {
        return answer(new BatchId(id));
    }

    @PutMapping("/{id}")
    @Operation(operationId = "renameBatch", summary = "Renames a batch")
    BatchResponse renameBatch(@PathVariable int id, @Valid @RequestBody RenameBatchRequest request) {
        editing.rename(new BatchId(id), request.name());
        return answer(new BatchId(id));
    }

    @DeleteMapping("/{id}")
    @Operation(operationId = "deleteBatch", summary = "Deletes a batch; its images stay")
    Message deleteBatch(@PathVariable int id) {
        editing.delete(new BatchId(id));
        return new Message("Batch ID %d deleted successfully.".formatted(id));
    }

    @PostMapping("/{id}/images")
    @Operation(operationId = "addImagesToBatch", summary = "Adds stored images; those that are in it already stay")
    BatchResponse addImagesToBatch(@PathVariable int id, @Valid @RequestBody ImageIdsRequest request) {
        editing.add(new BatchId(id), request.imageIds());
        return answer(new BatchId(id));
    }

    @PostMapping("/{id}/upload-and-add")
    @Operation(
            operationId = "uploadAndAddImagesToBatch",
            summary = "Uploads photos and adds them; of a photo that is stored already, the stored one",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                                            schema = @Schema(implementation = UploadRequest.class))))
    BatchResponse uploadAndAddImagesToBatch(@PathVariable int id, @Parameter(hidden = true) HttpServletRequest request)
            throws IOException, HttpMediaTypeNotSupportedException {
        BatchId batch = new BatchId(id);
        catalog.require(batch);
        List<UploadOutcome> outcomes = new ArrayList<>();
        try {
            uploads.receive(request, outcomes);
        } finally {
            // What came in before a limit or a broken connection is in the batch too, so a retry only sends the rest.
            editing.addUploaded(
                    batch, outcomes.stream().flatMap(BatchesController::imageId).toList());
        }
        return BatchResponse.ofUpload(catalog.get(batch), outcomes);
    }

    private static Stream<Integer> imageId(UploadOutcome outcome) {
        return switch (outcome) {
            case UploadOutcome.Stored stored -> Stream.of(stored.image().id());
            case UploadOutcome.Duplicate duplicate ->
                Stream.of(duplicate.existing().id());
            case UploadOutcome.Rejected rejected -> Stream.empty();
        };
    }

    @DeleteMapping("/{id}/images")
    @Operation(operationId = "removeImagesFromBatch", summary = "Removes images from a batch; they stay stored")
    BatchResponse removeImagesFromBatch(@PathVariable int id, @Valid @RequestBody ImageIdsRequest request) {
        editing.remove(new BatchId(id), request.imageIds());
        return answer(new BatchId(id));
    }

    @PutMapping("/{id}/groups")
    @Operation(operationId = "updateGroupsInBatch", summary = "Groups the images of a batch by hand")
    BatchResponse updateGroupsInBatch(@PathVariable int id, @Valid @RequestBody UpdateGroupsRequest request) {
        groups.regroup(new BatchId(id), request.groupMap());
        return answer(new BatchId(id));
    }

    private BatchResponse answer(BatchId id) {
        return BatchResponse.of(catalog.get(id));
    }

    /** A new batch. */
    @Schema(name = "BatchCreate")
    record CreateBatchRequest(
            @NotBlank @Size(max = 255) @StorableText String name,
            @NotNull @JsonProperty("image_ids") List<@NotNull Integer> imageIds) {}

    /** A new name. */
    @Schema(name = "BatchUpdate")
    record RenameBatchRequest(
            @NotBlank @Size(max = 255) @StorableText String name) {}

    /** Some images. */
    @Schema(name = "ImageIds")
    record ImageIdsRequest(
            @NotNull @JsonProperty("image_ids") List<@NotNull Integer> imageIds) {}

    /** The images of each group, by its label. */
    @Schema(name = "GroupMap")
    record UpdateGroupsRequest(
            @NotNull @JsonProperty("group_map")
            Map<@NotBlank @Size(max = GroupLabels.MAX_LENGTH) @StorableText String, @NotNull List<@NotNull Integer>>
                    groupMap) {}
}
