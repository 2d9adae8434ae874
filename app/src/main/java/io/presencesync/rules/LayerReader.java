package io.presencesync.rules;

import io.presencesync.agent.DutyHours;
import io.presencesync.agent.Manner;
import io.presencesync.config.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the options and rules of one layer.
final class LayerReader {
    static final List<String> KEYS = List.of(
            "sync",
            "hours",
            "settle",
            "stale-after",
            "stale",
            "wrapup",
            "restore",
            "override",
            "unknown-at-start",
            "rules");
    private static final Duration STALE_LEAST = Duration.ofSeconds(1);
    private static final Duration STALE_MOST = Duration.ofHours(24);
    /// Below this, presences that still hold are taken for stale: subscriptions are confirmed every five minutes.
    private static final Duration STALE_SENSIBLE = Duration.ofMinutes(6);

    private final Findings findings;
    private final Set<String> labels;

    /// @param labels the reason labels that may be used
    LayerReader(Findings findings, Set<String> labels) {
        this.findings = findings;
        this.labels = labels;
    }

    Layer read(Fields fields, String whose) {
        return new Layer(whose, options(fields, whose), rules(fields));
    }

    private Options options(Fields fields, String whose) {
        Fields settle = settle(fields);
        YamlNode hours = fields.node("hours");
        return new Options(
                settle == null ? null : settle.duration("hold", Duration.ZERO, RuleReader.SETTLE_MOST),
                settle == null ? null : settle.duration("release", Duration.ZERO, RuleReader.SETTLE_MOST),
                staleAfter(fields),
                fields.choice("stale", Manner.Stale.class),
                fields.choice("wrapup", Manner.WrapUp.class),
                fields.choice("restore", Manner.Restore.class),
                fields.choice("override", Manner.ReadyByHand.class),
                fields.choice("unknown-at-start", Manner.UnknownAtStart.class),
                sync(fields, whose),
                hours == null ? null : hours(hours, fields.path("hours")));
    }

    private @Nullable Fields settle(Fields fields) {
        YamlNode node = fields.node("settle");
        if (node == null) {
            return null;
        }
        Fields settle = Fields.of(node, fields.path("settle"), findings, "settle: {hold: 1s, release: 3s}");
        settle.refuseUnknown(List.of("hold", "release"), "Write hold, release, or both.");
        return settle;
    }

    private @Nullable Duration staleAfter(Fields fields) {
        Duration after = fields.duration("stale-after", STALE_LEAST, STALE_MOST);
        if (after != null && after.compareTo(STALE_SENSIBLE) < 0) {
            findings.warn(
                    fields.path("stale-after"),
                    fields.line("stale-after"),
                    "a presence that holds on is confirmed about every five minutes; it will count as stale between");
        }
        return after;
    }

    private Options.@Nullable Switch sync(Fields fields, String whose) {
        YamlNode.Scalar written = fields.text("sync");
        if (written == null) {
            return null;
        }
        return switch (written.text().toLowerCase(Locale.ROOT)) {
            case "on", "true", "yes" -> new Options.Switch.On();
            case "off", "false", "no" -> new Options.Switch.Off("sync is switched off for " + whose);
            default -> {
                fields.fault("sync", written, " is not a choice here", "Write on or off.");
                yield null;
            }
        };
    }

    private @Nullable DutyHours hours(YamlNode node, String path) {
        if (node instanceof YamlNode.Scalar scalar && scalar.text().equalsIgnoreCase("always")) {
            return DutyHours.ALWAYS;
        }
        Fields fields = Fields.of(node, path, findings, "{zone: Europe/Berlin, mon-fri: \"08:00-18:00\"}, or always");
        return node instanceof YamlNode.Mapping ? new HoursReader(fields).read(node.line()) : null;
    }

    private List<Rule> rules(Fields fields) {
        YamlNode node = fields.optional("rules");
        if (node == null) {
            return List.of();
        }
        String path = fields.path("rules");
        if (!(node instanceof YamlNode.Sequence list)) {
            findings.fault(path, node.line(), "this is not a list", "Begin each rule with a dash.");
            return List.of();
        }
        RuleReader reader = new RuleReader(findings, labels);
        List<Rule> rules = new ArrayList<>();
        List<String> paths = new ArrayList<>();
        for (int index = 0; index < list.items().size(); index++) {
            String at = path + "[" + (index + 1) + "]";
            Rule rule = reader.read(list.items().get(index), at);
            if (rule != null) {
                rules.add(rule);
                paths.add(at);
            }
        }
        new Reachability(rules).report(paths, findings);
        return List.copyOf(rules);
    }
}
