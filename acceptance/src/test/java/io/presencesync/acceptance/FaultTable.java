package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.TestInfo;

/// One table of `docs/reliability.md`: rows are collected while the tests run, then compared with what is written
/// there; `-Dreliability.write=true` writes it instead.
final class FaultTable {
    /// Work that finds all its threads busy is looked at again a millisecond later, now and then twice in a row.
    private static final Duration A_TURN = Duration.ofMillis(10);

    private static final Path PAGE = Path.of("..", "docs", "reliability.md");
    private static final String HEAD =
            "| Fault | As played | What is done | Test | Right again |\n|---|---|---|---|---|\n";

    private final Map<String, String> rows = new ConcurrentSkipListMap<>();
    private final String name;

    /// @param name stands in the two marker comments around the table
    FaultTable(String name) {
        this.name = name;
    }

    /// Checks the time that was measured against the bound, which is what the page tells: the waits are jittered.
    ///
    /// @param within virtual time until everything was right again, at most
    void row(String fault, Object played, String done, TestInfo test, Duration took, Duration within) {
        assertThat(took).as(fault + ": time to right again").isLessThanOrEqualTo(within.plus(A_TURN));
        String method = test.getTestMethod().orElseThrow().getName();
        rows.put(fault, cells(fault, "`" + played + "`", done, "`" + method + "`", words(within)));
    }

    private static String cells(String... cells) {
        StringBuilder line = new StringBuilder("|");
        for (String cell : cells) {
            line.append(' ').append(cell.replace("|", "\\|")).append(" |");
        }
        return line.append('\n').toString();
    }

    private static String words(Duration within) {
        if (within.isZero()) {
            return "at once";
        }
        boolean minutes = within.toSeconds() >= 180 && within.toSecondsPart() == 0;
        return minutes ? "≤ " + within.toMinutes() + " min" : "≤ " + within.toSeconds() + " s";
    }

    void compare() throws IOException {
        String text = Files.readString(PAGE);
        String begin = "<!-- table " + name + " -->\n";
        String end = "<!-- end of table " + name + " -->";
        int from = text.indexOf(begin) + begin.length();
        int to = text.indexOf(end);
        assertThat(to).as("the marker comments of table " + name).isGreaterThanOrEqualTo(from);
        String table = HEAD + String.join("", rows.values());
        if (Boolean.getBoolean("reliability.write")) {
            Files.writeString(PAGE, text.substring(0, from) + table + text.substring(to));
        } else {
            assertThat(text.substring(from, to))
                    .as("docs/reliability.md, table " + name + "; -Dreliability.write=true writes it anew")
                    .isEqualTo(table);
        }
    }
}
