package io.presencesync.rules;

import io.presencesync.config.Durations;
import io.presencesync.config.Suggestion;
import io.presencesync.config.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One mapping of the file, read field by field. What cannot be used becomes a fault and counts as not set, so that
/// reading goes on.
final class Fields {
    private final YamlNode.Mapping mapping;
    private final String path;
    private final Findings findings;

    /// @param path where in the file the mapping is, such as `teams.500`; empty at the top
    Fields(YamlNode.Mapping mapping, String path, Findings findings) {
        this.mapping = mapping;
        this.path = path;
        this.findings = findings;
    }

    /// The mapping of a node; without fields, and a fault, when it is none.
    static Fields of(YamlNode node, String path, Findings findings, String example) {
        if (node instanceof YamlNode.Mapping mapping) {
            return new Fields(mapping, path, findings);
        }
        findings.fault(path, node.line(), "this is no set of keys and values", "Write it like " + example + ".");
        return new Fields(new YamlNode.Mapping(java.util.Map.of(), node.line()), path, findings);
    }

    Findings findings() {
        return findings;
    }

    String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    Collection<YamlNode.Field> all() {
        return mapping.fields().values();
    }

    /// Adds a fault for each key that is not known; true when there is one.
    ///
    /// @param otherwise what to do about a key that resembles none
    boolean refuseUnknown(Collection<String> known, String otherwise) {
        boolean found = false;
        for (YamlNode.Field field : all()) {
            if (!known.contains(field.name())) {
                findings.fault(
                        path(field.name()),
                        field.line(),
                        "there is no such key here",
                        Suggestion.sentence(field.name(), known, otherwise));
                found = true;
            }
        }
        return found;
    }

    /// A field that holds something; of one that holds nothing, null without a fault.
    @Nullable
    YamlNode optional(String name) {
        YamlNode.Field field = mapping.fields().get(name);
        return field == null || field.value() instanceof YamlNode.Empty ? null : field.value();
    }

    /// A field; one that holds nothing is a fault.
    @Nullable
    YamlNode node(String name) {
        YamlNode.Field field = mapping.fields().get(name);
        if (field != null && field.value() instanceof YamlNode.Empty) {
            findings.fault(path(name), field.line(), "has no value", "Write one, or remove the key.");
            return null;
        }
        return field == null ? null : field.value();
    }

    boolean has(String name) {
        return mapping.fields().containsKey(name);
    }

    int line(String name) {
        YamlNode.Field field = mapping.fields().get(name);
        return field == null ? mapping.line() : field.line();
    }

    YamlNode.@Nullable Scalar text(String name) {
        YamlNode node = node(name);
        if (node instanceof YamlNode.Scalar scalar && !scalar.text().isEmpty()) {
            return scalar;
        }
        if (node != null) {
            findings.fault(path(name), node.line(), "is not one plain value", "Write one word or text.");
        }
        return null;
    }

    /// The words of a list, or of one text separated by commas.
    List<String> words(String name) {
        List<String> words = new ArrayList<>();
        for (YamlNode.Scalar item : items(name)) {
            words.addAll(Arrays.stream(item.text().split(","))
                    .map(String::strip)
                    .filter(word -> !word.isEmpty())
                    .toList());
        }
        return words;
    }

    /// The plain values of a list, or the one that stands alone.
    List<YamlNode.Scalar> items(String name) {
        return switch (node(name)) {
            case null -> List.of();
            case YamlNode.Scalar one -> List.of(one);
            case YamlNode.Sequence several ->
                several.items().stream()
                        .flatMap(item -> scalar(name, item).stream())
                        .toList();
            case YamlNode.Mapping wrong -> scalar(name, wrong).stream().toList();
            case YamlNode.Empty reported -> List.of();
        };
    }

    private Optional<YamlNode.Scalar> scalar(String name, YamlNode node) {
        if (node instanceof YamlNode.Scalar scalar) {
            return Optional.of(scalar);
        }
        findings.fault(path(name), node.line(), "this is not a plain value", "Write a word, or a list of words.");
        return Optional.empty();
    }

    @Nullable
    Duration duration(String name, Duration least, Duration most) {
        YamlNode.Scalar written = text(name);
        if (written == null) {
            return null;
        }
        Optional<Duration> read = Durations.parse(written.text());
        if (read.isEmpty()) {
            String problem = written.text().startsWith("-") ? " is negative" : " is not a duration";
            fault(name, written, problem, "Write a number and a unit: 500ms, 5s, 2m or 1h.");
        } else if (read.get().compareTo(least) < 0 || read.get().compareTo(most) > 0) {
            String range = "from " + Durations.inWords(least) + " to " + Durations.inWords(most);
            fault(name, written, " is out of range", "Choose " + range + ".");
        } else {
            return read.get();
        }
        return null;
    }

    /// One of the names of an enum, in lower case.
    <E extends Enum<E>> @Nullable E choice(String name, Class<E> type) {
        YamlNode.Scalar written = text(name);
        if (written == null) {
            return null;
        }
        List<String> words = Arrays.stream(type.getEnumConstants())
                .map(one -> one.name().toLowerCase(Locale.ROOT))
                .toList();
        int index = words.indexOf(written.text().toLowerCase(Locale.ROOT));
        if (index < 0) {
            String all = "Write one of: " + String.join(", ", words) + ".";
            fault(name, written, " is not a choice here", Suggestion.sentence(written.text(), words, all));
            return null;
        }
        return type.getEnumConstants()[index];
    }

    void fault(String name, YamlNode.Scalar written, String problem, String remedy) {
        findings.fault(path(name), written.line(), "\"" + written.text() + "\"" + problem, remedy);
    }
}
