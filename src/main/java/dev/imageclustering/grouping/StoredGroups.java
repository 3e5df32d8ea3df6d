package dev.imageclustering.grouping;

import dev.imageclustering.batch.MembershipState;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The groups of a batch at one time as bytes, column by column: about 20 bytes an image with all that is known of it,
 * about 2 with labels alone.
 */
final class StoredGroups {

    /** Stands for a number that there is none of; no probability and no score is NaN. */
    private static final double NONE = Double.NaN;

    private StoredGroups() {}

    /** Writes the places of the images, which are in the order of their ids. */
    static byte[] write(List<MembershipState> members) {
        return CompressedBytes.write(out -> {
            Varints.write(out, members.size());
            Varints.writeAscending(
                    out, members.stream().mapToInt(MembershipState::imageId).toArray());
            writeTexts(out, members, MembershipState::label);
            writeNumbers(out, members, MembershipState::probability);
            writeNumbers(out, members, MembershipState::outlierScore);
            for (MembershipState member : members) {
                Varints.write(out, member.rank() == null ? 0 : member.rank());
            }
            writeTexts(
                    out,
                    members,
                    member ->
                            member.rankedAt() == null ? null : member.rankedAt().toString());
            writeTexts(out, members, MembershipState::rankingMetric);
        });
    }

    static List<MembershipState> read(byte[] bytes) {
        return CompressedBytes.read(bytes, in -> {
            int count = Varints.readInt(in);
            int[] ids = Varints.readAscending(in, count);
            @Nullable String[] labels = readTexts(in, count);
            @Nullable Double[] probabilities = readNumbers(in, count);
            @Nullable Double[] scores = readNumbers(in, count);
            int[] ranks = new int[count];
            for (int i = 0; i < count; i++) {
                ranks[i] = Varints.readInt(in);
            }
            @Nullable String[] rankedAt = readTexts(in, count);
            @Nullable String[] metrics = readTexts(in, count);
            List<MembershipState> members = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                String ranked = rankedAt[i];
                members.add(new MembershipState(
                        ids[i],
                        labels[i],
                        probabilities[i],
                        scores[i],
                        ranks[i] == 0 ? null : ranks[i],
                        ranked == null ? null : Instant.parse(ranked),
                        metrics[i]));
            }
            return members;
        });
    }

    /** Writes each text once, and its number, from 1, for each image. */
    private static void writeTexts(
            DataOutputStream out, List<MembershipState> members, Function<MembershipState, @Nullable String> column)
            throws IOException {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        for (MembershipState member : members) {
            String text = column.apply(member);
            if (text != null) {
                numbers.putIfAbsent(text, numbers.size() + 1);
            }
        }
        Varints.write(out, numbers.size());
        for (String text : numbers.keySet()) {
            out.writeUTF(text);
        }
        for (MembershipState member : members) {
            String text = column.apply(member);
            Varints.write(out, text == null ? 0 : numbers.getOrDefault(text, 0));
        }
    }

    private static @Nullable String[] readTexts(DataInputStream in, int count) throws IOException {
        @Nullable String[] texts = new @Nullable String[Varints.readInt(in) + 1];
        for (int number = 1; number < texts.length; number++) {
            texts[number] = in.readUTF();
        }
        @Nullable String[] column = new @Nullable String[count];
        for (int i = 0; i < count; i++) {
            column[i] = texts[Varints.readInt(in)];
        }
        return column;
    }

    private static void writeNumbers(
            DataOutputStream out, List<MembershipState> members, Function<MembershipState, @Nullable Double> column)
            throws IOException {
        for (MembershipState member : members) {
            Double number = column.apply(member);
            out.writeDouble(number == null ? NONE : number);
        }
    }

    private static @Nullable Double[] readNumbers(DataInputStream in, int count) throws IOException {
        @Nullable Double[] column = new @Nullable Double[count];
        for (int i = 0; i < count; i++) {
            double number = in.readDouble();
            column[i] = Double.isNaN(number) ? null : number;
        }
        return column;
    }
}
