package dev.imageclustering.shared;

/**
 * The database has the schema that this program works with: published once after a start, later where somebody else has
 * to migrate first. Background work begins with it.
 */
public record SchemaReady() {}
