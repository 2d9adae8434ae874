package io.presencesync.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/// Reads a YAML file as a tree, keeping the line of everything. Knows nothing of what the file is about.
public final class YamlTree {
    static final String SECOND = "a second document begins here, which would not be read";
    static final String ONE = "Keep everything in one document: take out the line --- above.";
    static final String ALIAS = "an alias (*) stands here";
    static final String NO_ALIAS = "Write the value itself: aliases and anchors are not read.";

    private final String name;
    private final List<Fault> faults;

    private YamlTree(String name, List<Fault> faults) {
        this.name = name;
        this.faults = faults;
    }

    /// The tree; as far as it could be read when there are faults, without fields when the file holds nothing.
    ///
    /// @param name the file's name, for messages
    /// @param faults takes what is found wrong
    public static YamlNode.Mapping parse(String name, String text, List<Fault> faults) {
        YamlTree tree = new YamlTree(name, faults);
        OptionalInt strange = TextBytes.strangeLine(text);
        if (strange.isPresent()) {
            tree.fault(strange.getAsInt(), TextBytes.problem(strange.getAsInt()), TextBytes.SAVE_AS_UTF8);
            return new YamlNode.Mapping(Map.of(), 1);
        }
        try (YAMLParser parser = new YAMLFactory().createParser(text)) {
            return tree.document(parser);
        } catch (IOException broken) {
            faults.add(broken(name, broken));
            return new YamlNode.Mapping(Map.of(), 1);
        }
    }

    private YamlNode.Mapping document(YAMLParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        if (first != null && node(first, parser) instanceof YamlNode.Mapping mapping) {
            if (parser.nextToken() != null) {
                fault(lineOf(parser), SECOND, ONE);
            }
            return mapping;
        }
        if (first != null && first != JsonToken.VALUE_NULL) {
            fault(1, "the file does not begin with a key", "Write \"key: value\" lines.");
        }
        return new YamlNode.Mapping(Map.of(), 1);
    }

    private YamlNode node(JsonToken token, YAMLParser parser) throws IOException {
        int line = lineOf(parser);
        if (parser.isCurrentAlias()) {
            fault(line, ALIAS, NO_ALIAS);
            return new YamlNode.Empty(line);
        }
        if (token == JsonToken.START_OBJECT) {
            return mapping(line, parser);
        }
        if (token == JsonToken.START_ARRAY) {
            return sequence(line, parser);
        }
        return token == JsonToken.VALUE_NULL
                ? new YamlNode.Empty(line)
                : new YamlNode.Scalar(parser.getText().strip(), line);
    }

    private YamlNode.Mapping mapping(int line, YAMLParser parser) throws IOException {
        Map<String, YamlNode.Field> fields = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            int keyLine = lineOf(parser);
            YamlNode.Field field = new YamlNode.Field(key, keyLine, node(parser.nextToken(), parser));
            YamlNode.Field before = fields.putIfAbsent(key, field);
            if (before != null) {
                String problem = "the key " + key + " is already set on line " + before.line();
                fault(keyLine, problem, "Keep one of the two.");
            }
        }
        return new YamlNode.Mapping(fields, line);
    }

    private YamlNode.Sequence sequence(int line, YAMLParser parser) throws IOException {
        List<YamlNode> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(node(token, parser));
        }
        return new YamlNode.Sequence(List.copyOf(items), line);
    }

    private static int lineOf(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }

    /// Says where, never what: the parser's own text would quote the file, secrets included.
    static Fault broken(String name, IOException cause) {
        int line = 1;
        if (cause.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            line = marked.getProblemMark().getLine() + 1;
        } else if (cause instanceof JsonProcessingException json && json.getLocation() != null) {
            line = json.getLocation().getLineNr();
        }
        return new Fault(
                name,
                name + ":" + line,
                "this is not readable as YAML",
                "Look at indentation, quotes, colons and tabs here and just above.");
    }

    private void fault(int line, String problem, String remedy) {
        faults.add(new Fault(name, name + ":" + line, problem, remedy));
    }
}
