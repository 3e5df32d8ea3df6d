package dev.imageclustering.image.web;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The form of an upload, for the OpenAPI document alone: the body is read as a stream. */
@Schema(name = "UploadRequest")
public record UploadRequest(
        @ArraySchema(schema = @Schema(type = "string", format = "binary"))
        List<String> files) {}
