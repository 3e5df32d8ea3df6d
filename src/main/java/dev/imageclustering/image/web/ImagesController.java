package dev.imageclustering.image.web;

import dev.imageclustering.image.ImageCatalog;
import dev.imageclustering.image.ImageRemoval;
import dev.imageclustering.image.ImageView;
import dev.imageclustering.image.OriginalFile;
import dev.imageclustering.image.UploadOutcome;
import dev.imageclustering.shared.ImageId;
import dev.imageclustering.shared.web.FileResponses;
import dev.imageclustering.shared.web.JsonArrays;
import dev.imageclustering.shared.web.Message;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/images")
@Tag(name = "images")
class ImagesController {

    private final Uploads uploads;
    private final ImageCatalog catalog;
    private final ImageRemoval removal;
    private final JsonArrays arrays;

    ImagesController(Uploads uploads, ImageCatalog catalog, ImageRemoval removal, JsonArrays arrays) {
        this.uploads = uploads;
        this.catalog = catalog;
        this.removal = removal;
        this.arrays = arrays;
    }

    @PostMapping(path = "/upload", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "uploadImages",
            summary = "Uploads photos; each file of the request gets an outcome",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                                            schema = @Schema(implementation = UploadRequest.class))))
    List<ImageResponse> uploadImages(@Parameter(hidden = true) HttpServletRequest request)
            throws IOException, HttpMediaTypeNotSupportedException {
        List<UploadOutcome> outcomes = new ArrayList<>();
        uploads.receive(request, outcomes);
        return outcomes.stream().map(ImageResponse::of).toList();
    }

    @GetMapping
    @Operation(
            operationId = "getAllImages",
            summary = "Lists the images by id",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            array =
                                                    @ArraySchema(
                                                            schema = @Schema(implementation = ImageResponse.class)))))
    void getAllImages(
            @RequestParam(required = false) @Min(1) @Max(10_000) @Nullable Integer limit,
            @RequestParam(defaultValue = "0") @Min(0) int after,
            HttpServletResponse response)
            throws IOException {
        if (limit == null) {
            arrays.<ImageResponse>write(
                    response, writer -> catalog.forEach(after, image -> writer.accept(ImageResponse.of(image))));
            return;
        }
        List<ImageView> page = catalog.page(after, limit);
        OptionalInt last = page.stream().mapToInt(ImageView::id).max();
        arrays.writePage(response, page.stream().map(ImageResponse::of).toList(), limit, last);
    }

    @GetMapping("/{id}")
    @Operation(
            operationId = "getImageFile",
            summary = "Answers with the original file",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content = {
                                @Content(mediaType = "image/*", schema = @Schema(type = "string", format = "binary")),
                                @Content(
                                        mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                                        schema = @Schema(type = "string", format = "binary"))
                            }))
    ResponseEntity<Resource> getImageFile(@PathVariable int id) throws IOException {
        OriginalFile original = catalog.original(new ImageId(id));
        ImageView image = original.image();
        return FileResponses.inline(original.path(), image.mimeType(), image.imageHash(), image.originalFilename());
    }

    @DeleteMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "deleteImage", summary = "Deletes an image and its files; it leaves every batch")
    Message deleteImage(@PathVariable int id) {
        removal.delete(new ImageId(id));
        return new Message("Image ID %d and its files have been deleted.".formatted(id));
    }
}
