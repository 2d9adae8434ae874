package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The measured numbers of requests in `docs/reliability.md`. Waits are jittered, and a busy machine may miss a try, so
/// what is measured now may be a few more than is written there, or any number fewer; `-Dreliability.write=true` writes
/// it anew.
final class RequestCountTable {
    private static final Path PAGE = Path.of("..", "docs", "reliability.md");
    private static final String BEGIN = "<!-- table requests -->\n";
    private static final String END = "<!-- end of table requests -->";
    private static final String HEAD = "| Path | `Retry-After` | 429 | 423 | 503 |\n|---|---|---|---|---|\n";
    private static final int OFF = 3;

    private final Map<String, Map<Integer, Long>> rows = new TreeMap<>();

    /// One test thread.
    void count(String path, String told, int status, long requests) {
        rows.computeIfAbsent(row(path, told), _ -> new TreeMap<>()).put(status, requests);
    }

    private static String row(String path, String told) {
        return "| " + words(path) + " | " + words(told) + " | ";
    }

    private static String words(String constant) {
        return constant.toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    void compare() throws IOException {
        String text = Files.readString(PAGE);
        int from = text.indexOf(BEGIN) + BEGIN.length();
        int to = text.indexOf(END);
        assertThat(to).as("the marker comments of table requests").isGreaterThanOrEqualTo(from);
        if (Boolean.getBoolean("reliability.write")) {
            Files.writeString(PAGE, text.substring(0, from) + HEAD + written() + text.substring(to));
        } else {
            rows.forEach((row, counts) -> near(text.substring(from, to), row, counts));
        }
    }

    private String written() {
        return rows.entrySet().stream()
                .map(row -> row.getKey() + cells(row.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    private static String cells(Map<Integer, Long> counts) {
        return counts.get(429) + " | " + counts.get(423) + " | " + counts.get(503) + " |";
    }

    private static void near(String table, String row, Map<Integer, Long> counts) {
        Matcher line = Pattern.compile(Pattern.quote(row) + "(\\d+) \\| (\\d+) \\| (\\d+) \\|")
                .matcher(table);
        assertThat(line.find()).as("docs/reliability.md has the row " + row).isTrue();
        int column = 1;
        for (int status : new int[] {429, 423, 503}) {
            long told = Long.parseLong(line.group(column++));
            long measured = counts.getOrDefault(status, told);
            assertThat(measured).as(row + status).isLessThanOrEqualTo(told + OFF);
        }
    }
}
