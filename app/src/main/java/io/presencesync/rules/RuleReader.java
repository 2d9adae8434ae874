package io.presencesync.rules;

import io.presencesync.config.Suggestion;
import io.presencesync.config.YamlNode;
import io.presencesync.presence.ReasonLabel;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads one rule.
final class RuleReader {
    static final Duration SETTLE_MOST = Duration.ofMinutes(10);
    private static final String EXAMPLE = "{status: dnd, reason: Webex DND}";
    private static final String ANY = "any";
    private static final List<String> KEYS =
            List.of("status", "meetingType", "category", "reason", "otherwise", "then", "settle");
    /// The words known for a status; others may come, so they are only warned of.
    private static final List<String> STATUSES = List.of(
            "active",
            "inactive",
            "dnd",
            "ooo",
            "call",
            "meeting",
            "presenting",
            "calendarItem",
            "unknown",
            "pending",
            "busy",
            "quiet",
            "away");

    private final Findings findings;
    private final Set<String> labels;

    /// @param labels the reason labels that may be used
    RuleReader(Findings findings, Set<String> labels) {
        this.findings = findings;
        this.labels = labels;
    }

    /// The rule; null when it cannot be made, and then there is a fault.
    @Nullable
    Rule read(YamlNode node, String path) {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            findings.fault(path, node.line(), "this is not a rule", "Write it like " + EXAMPLE + ".");
            return null;
        }
        Fields fields = new Fields(mapping, path, findings);
        boolean misspelt = fields.refuseUnknown(KEYS, "A rule has: " + String.join(", ", KEYS) + ".");
        Match match = match(fields, mapping.line(), misspelt);
        Answer answer = answer(fields, mapping.line(), misspelt);
        Duration settle = settle(fields, answer);
        if (match == null || answer == null) {
            return null;
        }
        return new Rule(match, answer, settle, findings.where(mapping.line()), mapping.line());
    }

    /// @param misspelt what is lacking may be under a name that is a fault already
    private @Nullable Match match(Fields fields, int line, boolean misspelt) {
        if (!fields.has("status") && !fields.has("meetingType") && !fields.has("category")) {
            if (misspelt) {
                return null;
            }
            findings.fault(
                    fields.path("status"),
                    line,
                    "the rule does not say which presences it is about",
                    "Write status: and a word, or status: any if it is about all.");
            return null;
        }
        Condition status = condition(fields, "status");
        Condition meetingType = condition(fields, "meetingType");
        Condition category = condition(fields, "category");
        if (status == null || meetingType == null || category == null) {
            return null;
        }
        warnOfStrangers(fields);
        return new Match(status, meetingType, category);
    }

    private @Nullable Condition condition(Fields fields, String name) {
        if (!fields.has(name)) {
            return Condition.ANY;
        }
        List<String> words = fields.words(name);
        if (words.isEmpty()) {
            if (fields.optional(name) instanceof YamlNode.Sequence(var items, int line) && items.isEmpty()) {
                findings.fault(fields.path(name), line, "names no word", "Write one, or a list.");
            }
            return null;
        }
        if (!words.contains(ANY)) {
            return Condition.of(words);
        }
        if (words.size() > 1) {
            findings.fault(
                    fields.path(name), fields.line(name), "any stands beside other words", "Let it stand alone.");
        }
        return Condition.ANY;
    }

    private void warnOfStrangers(Fields fields) {
        Set<String> known = Condition.of(STATUSES).words();
        for (String word : fields.words("status")) {
            if (!word.equals(ANY) && !known.contains(Condition.plain(word))) {
                String remedy = Suggestion.sentence(word, STATUSES, "Known are: " + String.join(", ", STATUSES) + ".");
                findings.warn(
                        fields.path("status"),
                        fields.line("status"),
                        "\"" + word + "\" is no status known of Webex; the rule is kept. " + remedy);
            }
        }
    }

    private @Nullable Answer answer(Fields fields, int line, boolean misspelt) {
        boolean reason = fields.has("reason");
        boolean then = fields.has("then");
        if (!reason && !then && misspelt) {
            return null;
        }
        if (reason == then) {
            String problem = reason ? "two verdicts: reason and then" : "no verdict: neither reason nor then";
            findings.fault(
                    fields.path(reason ? "then" : "reason"),
                    reason ? fields.line("then") : line,
                    problem,
                    "Write one of reason: <label>, then: free, then: ignore.");
            return null;
        }
        return reason ? busy(fields) : then(fields);
    }

    private @Nullable Answer busy(Fields fields) {
        ReasonLabel reason = label(fields, "reason");
        ReasonLabel otherwise = fields.has("otherwise") ? label(fields, "otherwise") : null;
        if (reason != null && reason.equals(otherwise)) {
            findings.fault(
                    fields.path("otherwise"),
                    fields.line("otherwise"),
                    "is the same as reason",
                    "Name another label, for teams that lack the first, or remove it.");
        }
        return reason == null ? null : new Answer.Busy(reason, otherwise);
    }

    private @Nullable ReasonLabel label(Fields fields, String name) {
        YamlNode.Scalar written = fields.text(name);
        if (written == null) {
            return null;
        }
        if (!labels.contains(written.text())) {
            String near = Suggestion.sentence(written.text(), labels, "Known are: " + String.join(", ", labels) + ".");
            fields.fault(
                    name,
                    written,
                    " is an unknown label",
                    near + " A reason of Finesse's own is added to labels: first.");
        }
        return new ReasonLabel(written.text());
    }

    private @Nullable Answer then(Fields fields) {
        if (fields.has("otherwise")) {
            findings.fault(
                    fields.path("otherwise"),
                    fields.line("otherwise"),
                    "stands without reason",
                    "It is the label for teams that lack the first one; remove it.");
        }
        Then then = fields.choice("then", Then.class);
        return switch (then) {
            case null -> null;
            case FREE -> new Answer.Free();
            case IGNORE -> new Answer.Ignore();
        };
    }

    private enum Then {
        FREE,
        IGNORE
    }

    private @Nullable Duration settle(Fields fields, @Nullable Answer answer) {
        if (fields.has("settle") && answer instanceof Answer.Ignore) {
            findings.fault(
                    fields.path("settle"),
                    fields.line("settle"),
                    "a rule that ignores waits for nothing",
                    "Remove settle.");
            return null;
        }
        return fields.duration("settle", Duration.ZERO, SETTLE_MOST);
    }
}
