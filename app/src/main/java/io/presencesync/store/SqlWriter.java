package io.presencesync.store;

import io.presencesync.engine.JournalEntry;
import io.presencesync.presence.AgentId;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/// Writes one batch of spool records with a handle whose transaction is the caller's. Of things that replace each
/// other only the last of the batch is written.
final class SqlWriter {
    private final Handle handle;
    private final List<JournalEntry> entries = new ArrayList<>();
    private final Map<AgentId, SpoolRecord.Hold> holds = new LinkedHashMap<>();
    private final Map<AgentId, SpoolRecord.Agent> agents = new LinkedHashMap<>();
    private final Map<String, SpoolRecord.Person> people = new LinkedHashMap<>();
    private final Map<String, SpoolRecord.DeviceText> devices = new LinkedHashMap<>();

    private SqlWriter(Handle handle) {
        this.handle = handle;
    }

    static void write(Handle handle, List<SpoolRecord> records) {
        SqlWriter writer = new SqlWriter(handle);
        records.forEach(writer::sort);
        writer.journal();
        writer.holds();
        writer.agents();
        writer.people();
        writer.devices();
    }

    private void sort(SpoolRecord record) {
        switch (record) {
            case SpoolRecord.Entry(JournalEntry entry) -> entries.add(entry);
            case SpoolRecord.Hold hold -> holds.put(hold.line().agent(), hold);
            case SpoolRecord.Agent agent -> agents.put(agent.agent(), agent);
            case SpoolRecord.Person person -> people.put(person.address().value(), person);
            case SpoolRecord.DeviceText device -> devices.put(device.name(), device);
        }
    }

    private void journal() {
        if (entries.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("""
                insert into journal (entry, agent_site, agent_user, happened_at, kind, what, why, rule_name, request,
                    channel, source, delay_micros) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""");
        for (JournalEntry entry : entries) {
            Duration delay = entry.delay();
            batch.bind(0, entry.id())
                    .bind(1, entry.agent().site().value())
                    .bind(2, entry.agent().user().value())
                    .bind(3, time(entry.at()))
                    .bind(4, entry.kind().name())
                    .bind(5, entry.what())
                    .bind(6, entry.why())
                    .bind(7, entry.rule())
                    .bind(8, entry.requestId())
                    .bind(9, entry.channel() == null ? null : entry.channel().name())
                    .bind(10, entry.source())
                    .bind(11, delay == null ? null : (Long) (delay.toNanos() / 1000))
                    .add();
        }
        batch.execute();
    }

    private void holds() {
        if (holds.isEmpty()) {
            return;
        }
        removeByAgent("hold", holds.keySet());
        PreparedBatch batch = handle.prepareBatch("""
                insert into hold (agent_site, agent_user, phase, label, channel, since, changed_at, line)
                values (?, ?, ?, ?, ?, ?, ?, ?)""");
        for (SpoolRecord.Hold hold : holds.values()) {
            HoldLine line = hold.line();
            HoldLine.HoldPart part = shown(line);
            batch.bind(0, line.site())
                    .bind(1, line.user())
                    .bind(2, line.phase())
                    .bind(3, part == null ? null : part.label())
                    .bind(4, part == null ? null : part.channel().name())
                    .bind(5, part == null ? null : time(Instant.parse(part.askedAt())))
                    .bind(6, time(hold.at()))
                    .bind(7, HoldJson.text(line))
                    .add();
        }
        batch.execute();
    }

    /// The hold a reader wants to see: what is being asked for, else what is held.
    private static HoldLine.@Nullable HoldPart shown(HoldLine line) {
        HoldLine.HeldPart held = line.held();
        return line.asked() != null ? line.asked() : held == null ? null : held.hold();
    }

    private void agents() {
        if (agents.isEmpty()) {
            return;
        }
        removeByAgent("agent", agents.keySet());
        PreparedBatch batch = handle.prepareBatch(
                "insert into agent (agent_site, agent_user, address, changed_at, login_name) values (?, ?, ?, ?, ?)");
        agents.forEach((id, agent) -> batch.bind(0, id.site().value())
                .bind(1, id.user().value())
                .bind(2, agent.address().value())
                .bind(3, time(agent.at()))
                .bind(4, agent.loginName())
                .add());
        batch.execute();
    }

    private void removeByAgent(String table, Iterable<AgentId> agents) {
        PreparedBatch batch = handle.prepareBatch("delete from " + table + " where agent_site = ? and agent_user = ?");
        agents.forEach(agent -> batch.bind(0, agent.site().value())
                .bind(1, agent.user().value())
                .add());
        batch.execute();
    }

    private void people() {
        for (SpoolRecord.Person person : people.values()) {
            handle.execute(
                    "delete from person where address = ?", person.address().value());
            if (person.person() != null) {
                handle.execute(
                        "insert into person (address, person, changed_at) values (?, ?, ?)",
                        person.address().value(),
                        person.person().value(),
                        time(person.at()));
            }
        }
    }

    private void devices() {
        for (SpoolRecord.DeviceText device : devices.values()) {
            handle.execute("delete from device where name = ?", device.name());
            if (device.text() != null) {
                handle.execute(
                        "insert into device (name, content, changed_at) values (?, ?, ?)",
                        device.name(),
                        device.text(),
                        time(device.at()));
            }
        }
    }

    static OffsetDateTime time(Instant at) {
        return at.truncatedTo(java.time.temporal.ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
