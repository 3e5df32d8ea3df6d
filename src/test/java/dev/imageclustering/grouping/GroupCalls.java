package dev.imageclustering.grouping;

import dev.imageclustering.support.Api;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** What tests of groups call again and again; every call has to succeed. */
final class GroupCalls {

    private final Api api;

    GroupCalls(Api api) {
        this.api = api;
    }

    /** Returns a photo of the tour. */
    static byte[] example(String name) throws IOException {
        return Files.readAllBytes(Path.of("examples", name + ".jpg"));
    }

    /** Uploads a photo of the tour and returns its id. */
    int store(String name) throws IOException {
        return api.store(name + ".jpg", example(name));
    }

    /** Uploads a photo into a batch and returns its id. */
    int add(int batch, String name, byte[] photo) {
        int id = api.store(name + ".jpg", photo);
        api.post(Map.of("image_ids", List.of(id)), "/batches/{id}/images", batch)
                .expectStatus()
                .isOk();
        return id;
    }

    /** Decides on two images and returns the id of the decision. */
    int decide(int batch, String kind, int a, int b) {
        JsonNode decisions =
                Api.json(api.post(Map.of("kind", kind, "image_ids", List.of(a, b)), "/batches/{id}/decisions", batch)
                        .expectStatus()
                        .is2xxSuccessful());
        return decisions.get(0).get("id").asInt();
    }

    /** Puts the newcomers of a batch into its groups and returns the batch. */
    JsonNode assign(int batch) {
        return Api.json(
                api.post("", "/batches/{id}/assign", batch).expectStatus().isOk());
    }

    /** Returns the label of each image, "none" for one without. */
    Map<Integer, String> labels(int batch) {
        return labels(Api.json(api.get("/batches/{id}", batch).expectStatus().isOk()));
    }

    static Map<Integer, String> labels(JsonNode answer) {
        Map<Integer, String> labels = new TreeMap<>();
        answer.get("image_associations")
                .valueStream()
                .forEach(member -> labels.put(
                        member.at("/image/id").asInt(),
                        member.get("group_label").asString("none")));
        return labels;
    }
}
