package io.presencesync.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvFileTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '~',
            value = {
                "A=b > b",
                "A = b  > b",
                "export A=b > b",
                "A=b # comment > b",
                "A=b#c > b#c",
                "A=\"b # c\" > b # c",
                "A='b \" c' # x > b \" c",
                "A=`b` > b",
                "A=\"b\\\"c\" > b\"c",
                "A=dXNlcjpwYXNz== > dXNlcjpwYXNz==",
                "A=https://x:1/?a=b > https://x:1/?a=b"
            })
    void a_line_is_read_as_shells_and_node_read_it(String line, String value) {
        EnvFile file = EnvFile.parse(".env", line);

        assertThat(file.faults()).isEmpty();
        assertThat(file.entries().get("A")).isEqualTo(new EnvFile.Entry(value, 1));
    }

    @Test
    void comments_and_empty_lines_count_as_lines_only() {
        EnvFile file = EnvFile.parse(".env", "\uFEFF# first\r\n\r\n  # second\r\nA=\r\nB=1\r\nB=2\r\n");

        assertThat(file.faults()).isEmpty();
        assertThat(file.entries()).hasSize(2);
        assertThat(file.entries().get("B")).isEqualTo(new EnvFile.Entry("2", 6));
    }

    @Test
    void each_malformed_line_is_a_fault_that_names_the_line_and_hides_its_text() {
        EnvFile file = EnvFile.parse(".env", "A=1\nhunter2\nB=\"hunter2\nC='hunter2' hunter2\n2D=hunter2\n");

        assertThat(file.faults()).extracting(Fault::where).containsExactly(".env:2", ".env:3", ".env:4", ".env:5");
        assertThat(file.faults().toString()).doesNotContain("hunter2");
        assertThat(file.entries()).containsOnlyKeys("A");
    }

    private static EnvFile.Entry entry(EnvFile file, String name) {
        return Objects.requireNonNull(file.entries().get(name));
    }

    private static final String WRAPPED_AT_76 =
            "YWRtaW5pc3RyYXRvcjphLXBhc3N3b3JkLXRoYXQtaXMtbG9uZ2VyLXRoYW4tZmlmdHktc2V2ZW4t";
    private static final String REST = "Y2hhcmFjdGVycw==";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A=${1}\n${2}",
                "A=${1}\r\n${2}\r",
                "A=\"${1}\n${2}\"",
                "A='${1}\n${2}\n'",
                "A=\"${1}\n${2}\n\"  # from base64",
                "export A = ${1}\\\n  ${2}",
                "A: ${1}\n  ${2}",
                "A=Basic ${1}\n${2}"
            })
    void base64_that_a_command_wrapped_goes_on_in_the_next_line(String template) {
        String text = template.replace("${1}", WRAPPED_AT_76).replace("${2}", REST) + "\nB=1\n";

        EnvFile file = EnvFile.parse(".env", text);

        assertThat(file.faults()).isEmpty();
        assertThat(file.entries()).containsOnlyKeys("A", "B");
        assertThat(entry(file, "A").value().replace("Basic ", "")).isEqualTo(WRAPPED_AT_76 + REST);
        assertThat(entry(file, "A").line()).isEqualTo(1);
        assertThat(entry(file, "B").line()).isEqualTo((int) text.lines().count());
    }

    @Test
    void three_lines_of_it_are_one_value_too() {
        EnvFile file =
                EnvFile.parse(".env", "A=" + WRAPPED_AT_76 + "\n" + WRAPPED_AT_76 + "\n" + WRAPPED_AT_76 + "\nB=1");

        assertThat(file.faults()).isEmpty();
        assertThat(entry(file, "A").value()).isEqualTo(WRAPPED_AT_76.repeat(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PORT=", "PORT=5000", "#PORT", "", "PORT = abc", "WEBEX_DOMAIN=example.com"})
    void a_line_of_its_own_is_not_taken_for_the_rest_of_a_long_value(String next) {
        EnvFile file = EnvFile.parse(".env", "A=" + WRAPPED_AT_76 + "\n" + next + "\nB=1\n");

        assertThat(file.faults()).isEmpty();
        assertThat(entry(file, "A").value()).isEqualTo(WRAPPED_AT_76);
        assertThat(entry(file, "B").line()).isEqualTo(3);
    }

    @Test
    void a_short_value_never_goes_on_in_the_next_line() {
        EnvFile file = EnvFile.parse(".env", "A=abcd\nY2hhcmFjdGVycw==\n");

        assertThat(entry(file, "A").value()).isEqualTo("abcd");
    }
}
