package dev.imageclustering.shared.web;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The value of a {@code Range} header (RFC 9110, section 14.2) that is well formed, in the unit that we know.
 *
 * @param specs each {@code first-last}, {@code first-} or {@code -suffix}
 */
record RequestedRanges(List<String> specs) {

    private static final int MOST = 100;
    private static final String UNIT = "bytes=";

    /** Eighteen digits are more than any file has bytes, and fit in a long. */
    private static final Pattern SPEC = Pattern.compile("([0-9]{0,18})-([0-9]{0,18})");

    /** Returns nothing for another unit or a malformed value, which are to be ignored. */
    static Optional<RequestedRanges> parse(String header) {
        if (!header.startsWith(UNIT)) {
            return Optional.empty();
        }
        List<String> specs = Stream.of(header.substring(UNIT.length()).split(",", -1))
                .map(String::strip)
                .filter(spec -> !spec.isEmpty())
                .toList();
        boolean wellFormed = !specs.isEmpty()
                && specs.stream().allMatch(spec -> SPEC.matcher(spec).matches() && !spec.equals("-"));
        return wellFormed ? Optional.of(new RequestedRanges(specs)) : Optional.empty();
    }

    /** Returns the ranges that a file of this size has; none if all are beyond its end, or there are too many. */
    List<ByteRange> in(long size) {
        if (specs.size() > MOST || specs.stream().anyMatch(RequestedRanges::runsBackwards)) {
            return List.of();
        }
        return specs.stream()
                .map(spec -> range(spec, size))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<ByteRange> range(String spec, long size) {
        OptionalLong first = number(spec, 1);
        OptionalLong last = number(spec, 2);
        if (first.isEmpty()) {
            long length = Math.min(last.orElse(0), size);
            return length == 0 ? Optional.empty() : Optional.of(new ByteRange(size - length, length));
        }
        long start = first.getAsLong();
        long end = Math.min(last.orElse(size - 1), size - 1);
        return start >= size ? Optional.empty() : Optional.of(new ByteRange(start, end - start + 1));
    }

    private static boolean runsBackwards(String spec) {
        OptionalLong first = number(spec, 1);
        OptionalLong last = number(spec, 2);
        return first.isPresent() && last.isPresent() && last.getAsLong() < first.getAsLong();
    }

    private static OptionalLong number(String spec, int group) {
        Matcher matcher = SPEC.matcher(spec);
        String digits = matcher.matches() ? matcher.group(group) : "";
        return digits.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(digits));
    }
}
