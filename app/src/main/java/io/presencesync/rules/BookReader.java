package io.presencesync.rules;

import io.presencesync.config.Fault;
import io.presencesync.config.YamlNode;
import io.presencesync.config.YamlTree;
import io.presencesync.presence.ReasonLabel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads the text of a rules file, finding all faults at once.
final class BookReader {
    private static final int LONGEST_LABEL = 40;
    private static final String SITES = "sites";
    private static final String TEAMS = "teams";
    private static final String AGENTS = "agents";
    private static final String LABELS = "labels";

    private final Findings findings;
    private final Set<String> labels = new LinkedHashSet<>();

    private BookReader(Findings findings) {
        this.findings = findings;
        ReasonLabel.OURS.forEach(label -> labels.add(label.value()));
    }

    /// What a text came to.
    ///
    /// @param book of use only when there are no faults
    /// @param warnings what is allowed, and probably not meant
    record Reading(RuleBook book, List<Fault> faults, List<String> warnings) {}

    /// @param name the file's name, for messages
    static Reading read(String name, String text) {
        List<Fault> faults = new ArrayList<>();
        YamlNode.Mapping tree = YamlTree.parse(name, text.replaceFirst("^\uFEFF", ""), faults);
        Findings findings = new Findings(name);
        RuleBook book = new BookReader(findings).book(new Fields(tree, "", findings));
        faults.addAll(findings.faults());
        return new Reading(book, faults, findings.warnings());
    }

    private RuleBook book(Fields top) {
        List<String> known = new ArrayList<>(LayerReader.KEYS);
        known.addAll(List.of(LABELS, SITES, TEAMS, AGENTS));
        top.refuseUnknown(known, "At the top stand: " + String.join(", ", known) + ".");
        labels(top);
        LayerReader reader = new LayerReader(findings, labels);
        return new RuleBook(
                reader.read(top, Layer.EMPTY.whose()),
                layers(top, SITES, "site", reader),
                layers(top, TEAMS, "team", reader),
                layers(top, AGENTS, "agent", reader));
    }

    private void labels(Fields top) {
        if (top.optional(LABELS) == null) {
            return;
        }
        for (YamlNode.Scalar label : top.items(LABELS)) {
            if (label.text().isEmpty() || label.text().length() > LONGEST_LABEL) {
                String problem = " is no label: Finesse's have 1 to " + LONGEST_LABEL + " characters";
                top.fault(LABELS, label, problem, "Write it exactly as in Finesse.");
            }
            labels.add(label.text());
        }
    }

    private Map<String, Layer> layers(Fields top, String name, String kind, LayerReader reader) {
        Map<String, Layer> layers = new LinkedHashMap<>();
        YamlNode node = top.optional(name);
        if (node == null) {
            return layers;
        }
        Fields all = Fields.of(node, name, findings, name + ": {\"500\": {rules: [...]}}");
        for (YamlNode.Field field : all.all()) {
            layer(field, kind, reader, all.path(field.name()), layers);
        }
        return layers;
    }

    private void layer(YamlNode.Field field, String kind, LayerReader reader, String path, Map<String, Layer> layers) {
        if (field.value() instanceof YamlNode.Empty) {
            findings.fault(path, field.line(), "says nothing", "Write options or rules below it, or remove it.");
            return;
        }
        Fields fields = Fields.of(field.value(), path, findings, "{sync: off}");
        fields.refuseUnknown(
                LayerReader.KEYS,
                fields.has(LABELS)
                        ? "labels: stands at the top of the file."
                        : "Here stand: " + String.join(", ", LayerReader.KEYS) + ".");
        Layer layer = reader.read(fields, kind + " " + field.name().strip());
        Layer before = layers.putIfAbsent(RuleBook.key(field.name()), layer);
        if (before != null) {
            findings.fault(path, field.line(), "is the same as " + before.whose() + " above", "Keep one of the two.");
        }
    }
}
