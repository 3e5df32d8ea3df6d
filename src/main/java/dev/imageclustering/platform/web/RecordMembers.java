package dev.imageclustering.platform.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells the OpenAPI document what the records say of their members: which may be null, and which may be missing. */
@Component
final class RecordMembers implements ModelConverter {

    private static final String NULL = "null";
    private static final String COMPONENTS = "#/components/schemas/";

    @Override
    public boolean isOpenapi31() {
        return true;
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        if (!chain.hasNext()) {
            return null;
        }
        Schema<?> resolved = chain.next().resolve(type, context, chain);
        JavaType java = Json.mapper().constructType(type.getType());
        if (resolved != null && java != null && java.getRawClass().isRecord()) {
            describe(model(resolved, context), java.getRawClass().getRecordComponents());
        }
        return resolved;
    }

    /** Tells whether a schema lets null through. */
    static boolean isNullable(Schema<?> schema) {
        return isNull(schema)
                || (schema.getAnyOf() != null && schema.getAnyOf().stream().anyMatch(RecordMembers::isNull));
    }

    private static boolean isNull(Schema<?> schema) {
        return schema.getTypes() != null && schema.getTypes().contains(NULL);
    }

    private static @Nullable Schema<?> model(Schema<?> resolved, ModelConverterContext context) {
        String reference = resolved.get$ref();
        return reference == null ? resolved : context.getDefinedModels().get(reference.substring(COMPONENTS.length()));
    }

    private static void describe(@Nullable Schema<?> model, RecordComponent[] components) {
        if (model == null || model.getProperties() == null) {
            return;
        }
        List<String> present = new ArrayList<>();
        for (RecordComponent component : components) {
            String name = name(component);
            Schema<?> member = model.getProperties().get(name);
            if (member != null && !isLeftOut(component)) {
                present.add(name);
                if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                    model.getProperties().put(name, nullable(member));
                }
            }
        }
        model.setRequired(present);
    }

    private static String name(RecordComponent component) {
        JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
        return property == null ? component.getName() : property.value();
    }

    private static boolean isLeftOut(RecordComponent component) {
        JsonInclude include = component.getAccessor().getAnnotation(JsonInclude.class);
        return include != null && include.value() == JsonInclude.Include.NON_NULL;
    }

    private static Schema<?> nullable(Schema<?> member) {
        if (isNullable(member)) {
            return member;
        }
        if (member.getTypes() == null || member.getEnum() != null) {
            // Neither a reference nor a list of values can be widened where it stands.
            return new JsonSchema().anyOf(List.of(member, new JsonSchema().types(Set.of(NULL))));
        }
        member.addType(NULL);
        return member;
    }
}
