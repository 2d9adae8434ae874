package io.presencesync.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Lines of patterns with what is expected last: `*`, one word, or words joined by `|`. The first that fits counts.
final class Expectations {
    private record Line(int number, List<String> patterns, String expected) {
        boolean fits(List<String> values) {
            for (int at = 0; at < patterns.size(); at++) {
                String pattern = patterns.get(at);
                if (!pattern.equals("*")
                        && !Arrays.asList(pattern.split("\\|", -1)).contains(values.get(at))) {
                    return false;
                }
            }
            return true;
        }
    }

    private final List<Line> lines;
    private final Set<Integer> used = new HashSet<>();

    private Expectations(List<Line> lines) {
        this.lines = lines;
    }

    static Expectations read(String resource) {
        try {
            List<String> text =
                    Files.readAllLines(Path.of(Objects.requireNonNull(Expectations.class.getResource(resource))
                            .toURI()));
            return new Expectations(java.util.stream.IntStream.range(0, text.size())
                    .filter(at -> !text.get(at).isBlank() && !text.get(at).startsWith("#"))
                    .mapToObj(at -> line(at + 1, text.get(at)))
                    .toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Line line(int number, String text) {
        List<String> words = List.of(text.strip().split("\\s+", -1));
        return new Line(number, words.subList(0, words.size() - 1), words.getLast());
    }

    /// What is expected; a combination that no line covers is a failure.
    String of(Object... values) {
        List<String> words = Arrays.stream(values).map(Object::toString).toList();
        for (Line line : lines) {
            if (line.fits(words)) {
                used.add(line.number);
                return line.expected;
            }
        }
        throw new AssertionError("no line tells what is expected of " + words);
    }

    /// Lines that no combination came to.
    List<Integer> unused() {
        return lines.stream()
                .map(Line::number)
                .filter(number -> !used.contains(number))
                .toList();
    }
}
