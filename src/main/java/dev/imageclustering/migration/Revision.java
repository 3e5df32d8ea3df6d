package dev.imageclustering.migration;

/**
 * A revision of the schema.
 *
 * @param id twelve hexadecimal digits
 * @param title what it does, in a few words
 * @param resource its file on the class path
 */
record Revision(String id, String title, String resource) {}
