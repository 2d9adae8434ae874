package io.presencesync.config;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Base64 as commands print it that break it into lines: `base64` after 76 characters, `openssl base64` after 64. All
/// lines but the last are equally long then.
final class WrappedBase64 {
    private static final int SHORTEST_LINE = 60;

    /// A line that may go on in the next one: whatever stands before the text, the text, an escaped line end.
    private static final Pattern BEGINNING = Pattern.compile(
            "(.*?[=:]\\s*[\"'`]?(?:Basic\\s+)?)" + "((?:[A-Za-z0-9+/]{64}|[A-Za-z0-9+/]{76}))\\s*\\\\?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NEXT = Pattern.compile("([A-Za-z0-9+/]*={0,2})\\s*\\\\?([\"'`]?\\s*(?:#.*)?)");

    /// What stands on several lines, as if it stood on the first of them.
    ///
    /// @param lines how many there are, at least one
    record Logical(String line, int lines) {}

    private WrappedBase64() {}

    /// The text on one line; the same text when its parts are no lines of one Base64 text.
    static String joined(String text) {
        List<String> parts = List.of(text.strip().split("\\s+", -1));
        int width = parts.getFirst().length();
        boolean even = width >= SHORTEST_LINE
                && width % 4 == 0
                && parts.subList(0, parts.size() - 1).stream().allMatch(part -> part.length() == width)
                && parts.getLast().length() <= width;
        return even ? String.join("", parts) : text;
    }

    /// The line that begins there, with those on which its Base64 goes on. A line of its own, even `PORT=`, which looks
    /// alike, is not of a length that the end of such a text has.
    static Logical logical(List<String> lines, int from) {
        String first = lines.get(from).strip();
        Matcher beginning = BEGINNING.matcher(first);
        if (first.startsWith("#") || !beginning.matches()) {
            return new Logical(first, 1);
        }
        StringBuilder whole = new StringBuilder(beginning.group(1)).append(beginning.group(2));
        int end = append(lines, from + 1, beginning.group(2).length(), whole);
        return end == from + 1 ? new Logical(first, 1) : new Logical(whole.toString(), end - from);
    }

    /// Appends what belongs to it.
    ///
    /// @return the first line that does not
    private static int append(List<String> lines, int from, int width, StringBuilder whole) {
        boolean full = true;
        for (int at = from; at < lines.size(); at++) {
            Matcher next = NEXT.matcher(lines.get(at).strip());
            if (!next.matches() || !(closes(next) || (full && goesOn(next, width)))) {
                return at;
            }
            whole.append(next.group(1)).append(next.group(2));
            if (!next.group(2).isEmpty()) {
                return at + 1;
            }
            full = next.group(1).length() == width;
        }
        return lines.size();
    }

    private static boolean goesOn(Matcher next, int width) {
        int length = next.group(1).length();
        return length > 0 && length <= width && length % 4 == 0;
    }

    /// A closing quote alone.
    private static boolean closes(Matcher next) {
        return next.group(1).isEmpty()
                && !next.group(2).isEmpty()
                && "\"'`".indexOf(next.group(2).charAt(0)) >= 0;
    }
}
