package io.presencesync.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HealthCauseTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z_]+)` \\| [^|]{15,} \\| [^|]{5,} \\|$");

    @Test
    void the_handbook_explains_each_cause_with_what_to_do_and_no_other() throws Exception {
        String page = Files.readString(Path.of("../docs/operations.md"));
        String table = page.substring(page.indexOf("### Causes"));
        List<String> explained = ROW.matcher(table.substring(0, table.indexOf("\n## ")))
                .results()
                .map(row(1))
                .toList();
        assertThat(explained)
                .containsExactlyElementsOf(Arrays.stream(HealthCause.values())
                        .map(HealthCause::code)
                        .toList());
    }

    private static java.util.function.Function<MatchResult, String> row(int group) {
        return found -> found.group(group);
    }
}
