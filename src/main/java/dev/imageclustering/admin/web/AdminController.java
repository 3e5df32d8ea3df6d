package dev.imageclustering.admin.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.imageclustering.admin.Truncation;
import dev.imageclustering.image.DeletedFiles;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/admin", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "admin")
class AdminController {

    private final Truncation truncation;

    AdminController(Truncation truncation) {
        this.truncation = truncation;
    }

    @DeleteMapping("/truncate-all")
    @Operation(operationId = "truncateAll", summary = "Deletes everything, where an administrator has switched it on")
    TruncatedResponse truncateAll() throws IOException {
        Truncation.Truncated truncated = truncation.truncateAll();
        return new TruncatedResponse(
                "All tables have been truncated and all files have been deleted.",
                truncated.tables(),
                truncated.files());
    }

    /** What was deleted. */
    @Schema(name = "Truncated")
    record TruncatedResponse(
            String message,
            @JsonProperty("tables_truncated") List<String> tablesTruncated,
            @JsonProperty("files_deleted") DeletedFiles filesDeleted) {}
}
