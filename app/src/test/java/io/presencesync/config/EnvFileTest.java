package io.presencesync.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
