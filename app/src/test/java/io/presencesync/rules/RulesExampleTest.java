package io.presencesync.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RulesExampleTest {
    private static final Path EXAMPLE = Path.of("..", "packaging", "rules.example.yml");
    private static final Path GUIDE = Path.of("..", "docs", "rules.md");

    @Test
    void the_example_is_valid_as_it_stands_and_with_every_line_taken_in() throws Exception {
        String text = Files.readString(EXAMPLE);
        assertThat(Samples.faults(text)).isEmpty();
        String all = text.replaceAll("(?m)^# (\\s*(?:- \\{|\"?[A-Za-z0-9-]+\"?:(?: [^A-Z].*)?$))", "$1");
        RuleBook book = Samples.book(all);
        assertThat(book.size()).isEqualTo(5);
        assertThat(book.everybody().options().inWords()).hasSize(10);
        assertThat(book.sites()).hasSize(1);
        assertThat(book.teams()).hasSize(2);
        assertThat(book.agents()).hasSize(1);
    }

    @Test
    void every_example_of_the_guide_is_valid() throws Exception {
        Matcher blocks = Pattern.compile("(?s)```yaml\n(.*?)```").matcher(Files.readString(GUIDE));
        int count = 0;
        while (blocks.find()) {
            assertThat(Samples.faults(blocks.group(1))).as(blocks.group(1)).isEmpty();
            count++;
        }
        assertThat(count).isGreaterThan(4);
    }

    @Test
    void the_guide_shows_the_rules_as_delivered_and_explains_every_key() throws Exception {
        String guide = Files.readString(GUIDE);
        String rules = Defaults.text().substring(Defaults.text().indexOf("sync:"));
        assertThat(guide).contains(rules);
        LayerReader.KEYS.forEach(key -> assertThat(guide).contains("`" + key + "`"));
    }
}
