package dev.imageclustering.platform.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Declares what the framework makes of a file's answer where the request asks for a part, or has it already. */
@Component
final class FileAnswers implements OpenApiCustomizer {

    private static final String BYTE_RANGES = "multipart/byteranges";

    @Override
    public void customise(OpenAPI document) {
        document.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .map(Operation::getResponses)
                .forEach(FileAnswers::declare);
    }

    private static void declare(ApiResponses answers) {
        ApiResponse whole = answers.get("200");
        if (whole == null || !isFile(whole)) {
            return;
        }
        whole.addHeaderObject(HttpHeaders.ETAG, tag());
        Content parts = new Content();
        parts.putAll(whole.getContent());
        parts.addMediaType(BYTE_RANGES, new MediaType().schema(string().format("binary")));
        answers.addApiResponse(
                "206",
                new ApiResponse()
                        .description("The ranges of bytes that were asked for")
                        .addHeaderObject(HttpHeaders.ETAG, tag())
                        .addHeaderObject(HttpHeaders.CONTENT_RANGE, text("Which bytes, where it is one range"))
                        .content(parts));
        answers.addApiResponse(
                "304",
                new ApiResponse()
                        .description("The client has this content already")
                        .addHeaderObject(HttpHeaders.ETAG, tag()));
    }

    private static boolean isFile(ApiResponse answer) {
        return answer.getContent() != null
                && answer.getContent().keySet().stream().anyMatch(type -> type.startsWith("image/"));
    }

    private static Header tag() {
        return text("Names the content");
    }

    private static Header text(String description) {
        return new Header().description(description).schema(string());
    }

    private static Schema<?> string() {
        return new JsonSchema().types(Set.of("string"));
    }
}
