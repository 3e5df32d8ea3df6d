package dev.imageclustering.shared.web;

/** An answer that only says what was done. */
public record Message(String message) {}
