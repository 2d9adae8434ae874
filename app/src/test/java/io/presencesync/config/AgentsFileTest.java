package io.presencesync.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentsFileTest {
    private static AgentsFile read(String text) {
        return AgentsFile.parse("agents.csv", text.getBytes(StandardCharsets.UTF_8), true);
    }

    private static String inWords(AgentsFile file) {
        return file.lines().values().stream()
                .map(line -> line.login() + "=" + line.address())
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ann,ann@x.org | ann=ann@x.org",
                "ann ; ann@x.org | ann=ann@x.org",
                "ann\tann@x.org | ann=ann@x.org",
                "ann: ann@x.org | ann=ann@x.org",
                "- ann: ann@x.org | ann=ann@x.org",
                "\"ann\": 'ann@x.org' | ann=ann@x.org",
                "\"smith, ann\",\"ann@x.org\" | smith, ann=ann@x.org",
                "1001,ann@x.org # new here | 1001=ann@x.org",
                "\uFEFFann,\u00A0\u201Cann@x.org\u201D | ann=ann@x.org",
                "login name,Webex address/nann,ann@x.org | ann=ann@x.org",
                "Agent ID;E-Mail/n1;a@x.org | 1=a@x.org",
                "# comment/n/n---/n,,/nann,ann@x.org,, | ann=ann@x.org",
                "ann,ann@x.org/rbob,bob@x.org/r/ncem,cem@x.org | ann=ann@x.org bob=bob@x.org cem=cem@x.org",
            })
    void lines_are_read_as_spreadsheets_and_people_write_them(String text, String found) {
        AgentsFile file = read(text.replace("/n", "\n").replace("/r", "\r"));
        assertThat(file.problems()).isEmpty();
        assertThat(inWords(file)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "bob | agents.csv:2: has no Webex address for bob",
                "bob, | agents.csv:2: has no Webex address for bob",
                ",bob@x.org | agents.csv:2: has no login name or id",
                "bob,bob at x.org | agents.csv:2: \"bob at x.org\" is no mail address",
                "bob,bob@ | agents.csv:2: \"bob@\" is no mail address",
                "bob,bob@x.org,Sales | agents.csv:2: has 3 columns; write the login name or id and the Webex address",
                "\"bob,bob@x.org | agents.csv:2: a quotation mark is not closed",
                "ANN,ann@x.org | agents.csv:2: ANN stands in line 1 already; that line counts",
                "Ann,other@x.org | agents.csv:2: Ann has another address in line 1; that line counts",
            })
    void a_faulty_line_is_named_with_its_number_and_the_others_hold(String line, String problem) {
        AgentsFile file = read("ann,ann@x.org\n" + line + "\ncem,cem@x.org\n");
        assertThat(file.problems()).singleElement().hasToString(problem);
        assertThat(inWords(file)).isEqualTo("ann=ann@x.org cem=cem@x.org");
    }

    @Test
    void all_faults_are_told_at_once() {
        assertThat(read("ann\nbob\ncem,x").problems()).hasSize(3);
    }

    @Test
    void where_the_file_names_the_agents_a_line_may_leave_the_address_to_the_pattern() {
        AgentsFile file = AgentsFile.parse("agents.csv", "ann\nbob,".getBytes(StandardCharsets.UTF_8), false);
        assertThat(file.problems()).isEmpty();
        assertThat(file.logins()).containsExactly("ann", "bob");
    }

    @Test
    void a_login_is_found_by_name_or_id_whatever_capitals() {
        AgentsFile file = read("Ann,ann@x.org\n1002,bob@x.org");
        assertThat(file.names("ANN", "1001")).isTrue();
        assertThat(file.names("bob", "1002")).isTrue();
        assertThat(file.names("cem", "1003")).isFalse();
    }

    @Test
    void another_encoding_is_said_to_be_one() {
        AgentsFile latin =
                AgentsFile.parse("agents.csv", "j\u00FCrgen,j@x.org".getBytes(StandardCharsets.ISO_8859_1), true);
        AgentsFile wide = AgentsFile.parse("agents.csv", "ann,a@x.org".getBytes(StandardCharsets.UTF_16LE), true);
        assertThat(latin.problems()).singleElement().asString().contains("UTF-8");
        assertThat(wide.problems()).singleElement().asString().contains("UTF-8");
    }

    @Test
    void thousands_of_lines_are_fine() {
        String text = IntStream.range(0, 20_000)
                .mapToObj(i -> "n" + i + ",n" + i + "@x.org\n")
                .collect(Collectors.joining());
        assertThat(read(text).lines()).hasSize(20_000);
    }
}
