package dev.imageclustering.migration.web;

import dev.imageclustering.migration.SchemaGate;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Answers every operation of ours with a problem while the schema does not fit, before the request is read. The state of
 * the service, its description and its pages need no schema and answer as ever.
 */
@Component
final class SchemaRefusals implements WebMvcConfigurer, HandlerInterceptor, OpenApiCustomizer {

    private static final String OURS = "dev.imageclustering.";
    /** In which somebody can have migrated, and this program have noticed it. */
    private static final int RETRY_SECONDS = 5;

    private final SchemaGate gate;

    SchemaRefusals(SchemaGate gate) {
        this.gate = gate;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (isOurs(handler)) {
            gate.refusal().ifPresent(reason -> {
                throw unavailable(reason);
            });
        }
        return true;
    }

    private static boolean isOurs(Object handler) {
        return handler instanceof HandlerMethod method
                && method.getBeanType().getName().startsWith(OURS)
                && !ErrorController.class.isAssignableFrom(method.getBeanType());
    }

    private static ErrorResponseException unavailable(String reason) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, reason);
        ErrorResponseException refusal = new ErrorResponseException(HttpStatus.SERVICE_UNAVAILABLE, problem, null);
        refusal.getHeaders().set(HttpHeaders.RETRY_AFTER, String.valueOf(RETRY_SECONDS));
        return refusal;
    }

    @Override
    public void customise(OpenAPI document) {
        document.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .forEach(operation -> operation.getResponses().addApiResponse("503", declaration()));
    }

    private static ApiResponse declaration() {
        return new ApiResponse()
                .description(
                        "Not at the moment: the database has not the schema of this server, or a file or a decoder cannot be had")
                .addHeaderObject(
                        HttpHeaders.RETRY_AFTER,
                        new Header()
                                .description("Seconds until it is worth another try")
                                .schema(new IntegerSchema()))
                .content(new Content()
                        .addMediaType(
                                org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                                new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"))));
    }
}
