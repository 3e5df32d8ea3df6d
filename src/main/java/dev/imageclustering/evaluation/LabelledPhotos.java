package dev.imageclustering.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Photos whose groups are known; element i of each list is photo i.
 *
 * @param files what to read
 * @param groups the name of the group; that of the file for a photo of its own
 * @param tiers how hard the photo is to group, such as A, B or C; empty where it is alone
 */
record LabelledPhotos(List<Path> files, List<String> groups, List<String> tiers) {

    LabelledPhotos {
        files = List.copyOf(files);
        groups = List.copyOf(groups);
        tiers = List.copyOf(tiers);
    }

    /**
     * Reads a table with a head line, whose first columns are file, group, kind and tier, without quotes; an empty group
     * is a photo of its own.
     *
     * @param folder what the files are relative to
     */
    static LabelledPhotos read(Path folder, Path table) throws IOException {
        List<Path> files = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        List<String> tiers = new ArrayList<>();
        List<String> lines = Files.readAllLines(table);
        for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            String[] columns = line.split(",", -1);
            if (columns.length < 4) {
                throw new IOException("needs file, group, kind and tier in each line, but has: " + line);
            }
            files.add(folder.resolve(columns[0]));
            groups.add(columns[1].isEmpty() ? columns[0] : columns[1]);
            tiers.add(columns[3]);
        }
        return new LabelledPhotos(files, groups, tiers);
    }

    int count() {
        return files.size();
    }
}
