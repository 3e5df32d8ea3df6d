package dev.imageclustering.grouping;

import java.util.Map;

/** What a run was asked for: by which method, and with which parameters as they are kept. */
record RunRequest(String method, Map<String, Object> parameters) {}
