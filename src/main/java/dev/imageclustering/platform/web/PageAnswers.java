package dev.imageclustering.platform.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Declares the link to the next page of every list that is read in pages, which are those that go on after an id. */
@Component
final class PageAnswers implements OpenApiCustomizer {

    @Override
    public void customise(OpenAPI document) {
        document.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .filter(PageAnswers::isReadInPages)
                .map(Operation::getResponses)
                .forEach(PageAnswers::declare);
    }

    private static boolean isReadInPages(Operation operation) {
        return operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(parameter -> "after".equals(parameter.getName()));
    }

    private static void declare(ApiResponses answers) {
        ApiResponse page = answers.get("200");
        if (page != null) {
            page.addHeaderObject(HttpHeaders.LINK, next());
        }
    }

    private static Header next() {
        return new Header()
                .description("The next page (rel=\"next\"), where there may be one")
                .schema(new StringSchema());
    }
}
