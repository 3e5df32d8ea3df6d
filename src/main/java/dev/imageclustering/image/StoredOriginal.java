package dev.imageclustering.image;

/** An original that has come to its place in the store. */
record StoredOriginal(
        String filename, String originalFilename, String filePath, String imageHash, long fileSize, String mimeType) {}
