package dev.imageclustering.support;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Compares JSON with the part of JSON Schema that the OpenAPI document uses; a member that is not declared is wrong. */
public final class DeclaredSchema {

    private final JsonNode document;

    public DeclaredSchema(JsonNode document) {
        this.document = document;
    }

    /** Returns what is wrong with a value, each with the place where. */
    public List<String> violations(JsonNode schema, JsonNode value) {
        return violations(schema, value, "$");
    }

    /** Follows a reference to another part of the document. */
    public JsonNode resolve(JsonNode schema) {
        JsonNode reference = schema.get("$ref");
        return reference == null ? schema : document.at(reference.asString().substring(1));
    }

    private List<String> violations(JsonNode declared, JsonNode value, String place) {
        JsonNode schema = resolve(declared);
        if (schema.isMissingNode()) {
            return List.of(place + ": " + declared + " leads nowhere");
        }
        JsonNode alternatives = schema.has("anyOf") ? schema.get("anyOf") : schema.get("oneOf");
        if (alternatives != null) {
            boolean one = alternatives
                    .valueStream()
                    .anyMatch(each -> violations(each, value, place).isEmpty());
            return one ? List.of() : List.of(place + ": " + value + " is none of " + alternatives);
        }
        List<String> found = new ArrayList<>();
        if (schema.has("type") && types(schema).noneMatch(type -> isOf(type, value))) {
            found.add("%s: %s is no %s".formatted(place, value, schema.get("type")));
        }
        if (schema.has("enum") && schema.get("enum").valueStream().noneMatch(value::equals)) {
            found.add("%s: %s is none of %s".formatted(place, value, schema.get("enum")));
        }
        if (value.isObject()) {
            found.addAll(members(schema, value, place));
        }
        if (value.isArray() && schema.has("items")) {
            for (int i = 0; i < value.size(); i++) {
                found.addAll(violations(schema.get("items"), value.get(i), place + "[" + i + "]"));
            }
        }
        return found;
    }

    private List<String> members(JsonNode schema, JsonNode value, String place) {
        List<String> found = new ArrayList<>();
        if (schema.has("required")) {
            schema.get("required")
                    .valueStream()
                    .map(JsonNode::asString)
                    .filter(name -> !value.has(name))
                    .forEach(name -> found.add(place + ": " + name + " is missing"));
        }
        value.properties().forEach(member -> {
            String at = place + "." + member.getKey();
            JsonNode known = schema.path("properties").path(member.getKey());
            JsonNode declared = known.isMissingNode() ? schema.path("additionalProperties") : known;
            if (declared.isMissingNode()) {
                found.add(at + " is not declared");
            } else {
                found.addAll(violations(declared, member.getValue(), at));
            }
        });
        return found;
    }

    private static Stream<String> types(JsonNode schema) {
        JsonNode type = schema.get("type");
        return type.isArray() ? type.valueStream().map(JsonNode::asString) : Stream.of(type.asString());
    }

    private static boolean isOf(String type, JsonNode value) {
        return switch (type) {
            case "null" -> value.isNull();
            case "string" -> value.isString();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            default -> false;
        };
    }
}
