package io.presencesync.config;

import java.util.List;
import java.util.Map;

/// A piece of a YAML file with the line it stands on, counted from 1.
public sealed interface YamlNode {
    int line();

    /// One value as written, without quotes; whether it was meant as text, number or truth is the reader's affair.
    record Scalar(String text, int line) implements YamlNode {}

    record Sequence(List<YamlNode> items, int line) implements YamlNode {}

    /// Fields in the order in which they are written.
    record Mapping(Map<String, Field> fields, int line) implements YamlNode {}

    /// A key without a value.
    record Empty(int line) implements YamlNode {}

    /// A key of a mapping and what it holds.
    record Field(String name, int line, YamlNode value) {}
}
