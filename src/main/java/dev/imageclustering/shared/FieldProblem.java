package dev.imageclustering.shared;

/**
 * One thing that is wrong with a request.
 *
 * @param field where: a body field, a parameter or the name of an uploaded file
 * @param message what is wrong, for a person
 */
public record FieldProblem(String field, String message) {}
