package io.presencesync.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.engine.Roster;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.Presence;
import io.presencesync.presence.PresenceOrigin;
import io.presencesync.presence.SiteId;
import io.presencesync.presence.WebexAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Presences, agents and rules for the tests.
final class Samples {
    static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    static final Settle SETTLE = new Settle(Duration.ofSeconds(1), Duration.ofSeconds(3));
    static final Roster.Entry CHRIS = agent("1001001", "csmith", "500", "Support");

    private Samples() {}

    static Roster.Entry agent(String id, String login, @Nullable String team, @Nullable String teamName) {
        AgentId agent = new AgentId(SiteId.MAIN, new FinesseUserId(id));
        return new Roster.Entry(agent, login, login, team, teamName, new WebexAddress(login + "@example.com"));
    }

    static Presence presence(String status) {
        return presence(status, null, null, PresenceOrigin.MERCURY);
    }

    static Presence presence(
            String status, @Nullable String meetingType, @Nullable String category, PresenceOrigin origin) {
        return new Presence(status, meetingType, category, null, origin, NOW, "{}");
    }

    static RuleBook book(String text) {
        BookReader.Reading reading = BookReader.read("rules.yml", text);
        assertThat(reading.faults()).isEmpty();
        return reading.book();
    }

    static RulesInForce inForce(String text) {
        return new RulesInForce(book(text), SETTLE);
    }

    static List<String> faults(String text) {
        return BookReader.read("rules.yml", text).faults().stream()
                .map(Object::toString)
                .toList();
    }
}
