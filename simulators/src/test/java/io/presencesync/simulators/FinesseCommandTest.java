package io.presencesync.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.simulators.finesse.Platform;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FinesseCommandTest {
    private static final String WORDS = FinesseCommand.words(Platform.CCE, "http://127.0.0.1:5082", 5);

    @Test
    void what_is_printed_for_an_env_is_lines_of_an_env_with_tokens_in_base64() {
        Map<String, String> lines = new HashMap<>();
        WORDS.lines()
                .filter(line -> line.matches("[A-Z_]+=.*"))
                .map(line -> line.split("=", 2))
                .forEach(pair -> lines.put(pair[0], pair[1]));

        assertThat(lines)
                .containsOnly(
                        Map.entry("FINESSE_BASE_URL", "http://127.0.0.1:5082"),
                        Map.entry("FINESSE_ADMIN_TOKEN", "YWRtaW5pc3RyYXRvcjphZG1pbi1zZWNyZXQ="),
                        Map.entry("FINESSE_SUPERVISOR_TOKEN", "c3VwZXJ2aXNvcjpzdXBlcnZpc29yLXNlY3JldA=="));
    }

    @Test
    void that_the_desktop_wants_the_id_is_said() {
        assertThat(WORDS)
                .contains("signs in with the ID, such as 1001001, not with the login name")
                .contains("IDs 1001001 to 1001005");
    }
}
