package io.presencesync.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ExampleFileTest {
    private static final Path EXAMPLE = Path.of("..", "packaging", "presence-sync.example.yml");

    @Test
    void the_example_sets_every_default_to_what_the_code_says() throws Exception {
        Map<String, YamlFile.Entry> entries =
                YamlFile.parse("example", Files.readString(EXAMPLE)).entries();

        for (Key key : Keys.ALL) {
            if (!key.fallback().isEmpty()) {
                assertThat(entries).containsKey(key.path());
            }
        }
        entries.forEach((path, entry) -> assertThat(fallback(path)).as(path).isEqualTo(entry.value()));
    }

    @Test
    void the_example_names_every_key_and_no_other() throws Exception {
        String uncommented =
                Files.readString(EXAMPLE).replaceAll("(?m)^(\\s*)# (\\s*(?:- |[a-z0-9-]+:(?: |$)))", "$1$2");

        YamlFile all = YamlFile.parse("example", uncommented);

        assertThat(all.faults()).isEmpty();
        Set<String> named = new TreeSet<>();
        all.entries().keySet().forEach(path -> named.add(secretOf(withoutSite(path))));
        assertThat(named)
                .isEqualTo(new TreeSet<>(Keys.ALL.stream().map(Key::path).toList()));
    }

    @Test
    void the_example_names_every_playbook_name_and_explains_every_key() throws Exception {
        String text = Files.readString(EXAMPLE);
        for (Key key : Keys.ALL) {
            if (key.playbook() != null) {
                assertThat(text).contains("[" + key.playbook());
            }
        }
        Matcher unexplained = Pattern.compile("(?m)^\\s*\\n\\s*[a-z0-9-]+: \\S").matcher(text);
        assertThat(unexplained.find()).as("a key without a comment above").isFalse();
    }

    private static String fallback(String path) {
        return Keys.ALL.stream()
                .filter(key -> key.path().equals(path))
                .map(Key::fallback)
                .findFirst()
                .orElse("no such key");
    }

    private static String withoutSite(String path) {
        return path.replaceFirst("^sites\\.[a-z0-9-]+\\.", "");
    }

    private static String secretOf(String path) {
        boolean known = Keys.ALL.stream().anyMatch(key -> key.path().equals(path));
        return known ? path : path.replaceFirst("-file$", "");
    }
}
