package dev.imageclustering.analysis.web;

import dev.imageclustering.analysis.AnalysisQueue;
import dev.imageclustering.analysis.ImageThumbnails;
import dev.imageclustering.image.ImageCatalog;
import dev.imageclustering.shared.ImageId;
import dev.imageclustering.shared.InvalidRequest;
import dev.imageclustering.shared.web.FileResponses;
import dev.imageclustering.storage.ThumbnailSize;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/images")
@Tag(name = "images")
class AnalysisController {

    private final ImageCatalog catalog;
    private final AnalysisQueue queue;
    private final ImageThumbnails thumbnails;

    AnalysisController(ImageCatalog catalog, AnalysisQueue queue, ImageThumbnails thumbnails) {
        this.catalog = catalog;
        this.queue = queue;
        this.thumbnails = thumbnails;
    }

    @GetMapping("/thumbnail/{id}")
    @Operation(
            operationId = "getImageThumbnail",
            summary = "Answers with a JPEG of the upright picture",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content =
                                    @Content(
                                            mediaType = MediaType.IMAGE_JPEG_VALUE,
                                            schema = @Schema(type = "string", format = "binary"))))
    ResponseEntity<Resource> getImageThumbnail(
            @PathVariable int id,
            @Parameter(description = "Length of the long side in pixels: 256 or 1024")
                    @RequestParam(defaultValue = "256")
                    int size)
            throws IOException {
        ThumbnailSize thumbnailSize = ThumbnailSize.ofLongSide(size)
                .orElseThrow(() -> new InvalidRequest("size", "size must be 256 or 1024 but was " + size));
        ImageThumbnails.Thumbnail thumbnail = thumbnails.of(new ImageId(id), thumbnailSize);
        return FileResponses.inline(
                thumbnail.file(),
                MediaType.IMAGE_JPEG_VALUE,
                thumbnail.image().imageHash() + "-" + size,
                jpegName(thumbnail.image().originalFilename(), size));
    }

    @GetMapping(path = "/metadata/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "getImageMetadata", summary = "Answers with what the photo's file says of it")
    MetadataResponse getImageMetadata(@PathVariable int id) {
        ImageId image = new ImageId(id);
        queue.await(image);
        return MetadataResponse.of(catalog.metadata(image));
    }

    private static String jpegName(String originalFilename, int size) {
        int dot = originalFilename.lastIndexOf('.');
        String stem = dot > 0 ? originalFilename.substring(0, dot) : originalFilename;
        return "%s-%d.jpg".formatted(stem, size);
    }
}
