package io.presencesync.config;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// Flattens a YAML file into paths, keeping the line of each value. Knows nothing of the settings themselves.
final class YamlFile {
    /// A value, or the values of a list joined by commas, and its line, counted from 1.
    record Entry(String value, int line) {
        @Override
        public String toString() {
            return "*** (line " + line + ")";
        }
    }

    /// A key, whatever stands below it.
    record Heading(String above, String name, int line) {}

    private final String name;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final List<Heading> headings = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private boolean unread;

    private YamlFile(String name) {
        this.name = name;
    }

    /// @param name the file's name, for messages
    static YamlFile parse(String name, String text) {
        YamlFile file = new YamlFile(name);
        OptionalInt strange = TextBytes.strangeLine(text);
        if (strange.isPresent()) {
            file.fault(strange.getAsInt(), TextBytes.problem(strange.getAsInt()), TextBytes.SAVE_AS_UTF8);
            file.unread = true;
            return file;
        }
        try (YAMLParser parser = new YAMLFactory().createParser(text)) {
            file.document(parser);
        } catch (IOException broken) {
            file.faults.add(YamlTree.broken(name, broken));
            file.unread = true;
        }
        return file;
    }

    Map<String, Entry> entries() {
        return entries;
    }

    /// The keys directly below this one that hold keys themselves, or nothing yet.
    List<Heading> below(String above) {
        return headings.stream()
                .filter(heading -> heading.above().equals(above + "."))
                .toList();
    }

    List<Fault> faults() {
        return faults;
    }

    private void document(YAMLParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == JsonToken.START_OBJECT) {
            mapping("", parser);
            refuseSecond(parser);
        } else if (first != null && first != JsonToken.VALUE_NULL) {
            fault(1, "the file does not begin with a key", "Write settings as \"key: value\" lines.");
            unread = true;
        }
    }

    private void refuseSecond(YAMLParser parser) throws IOException {
        if (parser.nextToken() != null) {
            unread = true;
            int line = parser.currentTokenLocation().getLineNr();
            fault(line, YamlTree.SECOND, YamlTree.ONE);
        }
    }

    /// Whether there may be more in the file than was read.
    boolean unread() {
        return unread;
    }

    private void mapping(String prefix, YAMLParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            int line = parser.currentTokenLocation().getLineNr();
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_OBJECT || token == JsonToken.VALUE_NULL) {
                headings.add(new Heading(prefix, key, line));
            }
            value(prefix + key, token, parser);
        }
    }

    private void value(String path, JsonToken token, YAMLParser parser) throws IOException {
        int line = parser.currentTokenLocation().getLineNr();
        if (parser.isCurrentAlias()) {
            fault(line, YamlTree.ALIAS, YamlTree.NO_ALIAS);
            add(path, "", line);
        } else if (token == JsonToken.START_OBJECT) {
            mapping(path + ".", parser);
        } else if (token == JsonToken.START_ARRAY) {
            add(path, String.join(",", list(parser)), line);
        } else if (token != JsonToken.VALUE_NULL) {
            add(path, parser.getText().strip(), line);
        }
    }

    private List<String> list(YAMLParser parser) throws IOException {
        List<String> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken().isScalarValue()) {
                values.add(parser.getText().strip());
            } else {
                fault(
                        parser.currentTokenLocation().getLineNr(),
                        "the list holds something else than plain values",
                        "Write one value per entry.");
                parser.skipChildren();
            }
        }
        return values;
    }

    private void add(String path, String value, int line) {
        Entry before = entries.putIfAbsent(path, new Entry(value, line));
        if (before != null) {
            fault(line, "the key is already set on line " + before.line(), "Keep one of the two.");
        }
    }

    private void fault(int line, String problem, String remedy) {
        faults.add(new Fault(name, name + ":" + line, problem, remedy));
    }
}
