package dev.imageclustering.platform.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Objects;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/** A member that may be null is always there in an answer, but a client need not send it. */
@Component
final class RequestMembers implements OpenApiCustomizer {

    private static final String COMPONENTS = "#/components/schemas/";

    @Override
    public void customise(OpenAPI document) {
        document.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .flatMap(RequestMembers::bodies)
                .map(Schema::get$ref)
                .filter(Objects::nonNull)
                .map(reference -> document.getComponents().getSchemas().get(reference.substring(COMPONENTS.length())))
                .filter(Objects::nonNull)
                .forEach(RequestMembers::requireOnlyWhatIsNeeded);
    }

    private static Stream<Schema<?>> bodies(Operation operation) {
        return operation.getRequestBody() == null
                ? Stream.empty()
                : operation.getRequestBody().getContent().values().stream().map(MediaType::getSchema);
    }

    private static void requireOnlyWhatIsNeeded(Schema<?> body) {
        if (body.getRequired() != null) {
            body.setRequired(body.getRequired().stream()
                    .filter(name -> !mayBeNull(body, name))
                    .toList());
        }
    }

    private static boolean mayBeNull(Schema<?> body, String name) {
        Schema<?> member = body.getProperties().get(name);
        return member != null && RecordMembers.isNullable(member);
    }
}
