package io.presencesync.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Bytes as lines.
final class Lines {
    private Lines() {}

    /// Without their ends; the last may lack its own. An empty last line is none.
    static List<byte[]> of(byte[] bytes) {
        List<byte[]> lines = new ArrayList<>();
        int start = 0;
        for (int end = newline(bytes, 0); end >= 0; end = newline(bytes, start)) {
            lines.add(Arrays.copyOfRange(bytes, start, end));
            start = end + 1;
        }
        if (start < bytes.length) {
            lines.add(Arrays.copyOfRange(bytes, start, bytes.length));
        }
        return lines;
    }

    /// Where the first line end from there is; negative when there is none.
    static int newline(byte[] bytes, int from) {
        for (int at = from; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                return at;
            }
        }
        return -1;
    }
}
