package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/// The tables of `docs/finesse-library.md` name every test of the library, and no other.
class GadgetLibraryDocumentTest {
    private static final Pattern TEST = Pattern.compile("\\| `([a-z0-9_]+)` \\|\\n");

    @Test
    void every_line_of_the_document_is_a_test_and_every_test_a_line() throws IOException {
        String document = Files.readString(Path.of("../docs/finesse-library.md"));
        Set<String> lines = TEST.matcher(document)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(lines).isEqualTo(tests());
    }

    private static Set<String> tests() {
        return Stream.of(
                        GadgetLibraryServicesTest.class,
                        GadgetLibraryContainerTest.class,
                        GadgetLibraryUserTest.class,
                        GadgetLibraryRequestsTest.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method ->
                        method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class))
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
