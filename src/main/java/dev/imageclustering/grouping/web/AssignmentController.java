package dev.imageclustering.grouping.web;

import dev.imageclustering.batch.BatchCatalog;
import dev.imageclustering.batch.web.BatchResponse;
import dev.imageclustering.grouping.NewcomerAssignment;
import dev.imageclustering.shared.BatchId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/batches/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "batches")
class AssignmentController {

    private final NewcomerAssignment assignment;
    private final BatchCatalog catalog;

    AssignmentController(NewcomerAssignment assignment, BatchCatalog catalog) {
        this.assignment = assignment;
        this.catalog = catalog;
    }

    @PostMapping("/assign")
    @Operation(
            operationId = "assignNewImages",
            summary = "Puts the images without a label into the groups there are, or leaves them ungrouped")
    BatchResponse assignNewImages(@PathVariable int id) {
        assignment.assign(new BatchId(id));
        return BatchResponse.of(catalog.get(new BatchId(id)));
    }
}
