package io.presencesync.store;

import io.presencesync.engine.JournalEntry;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.AgentName;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.SiteId;
import io.presencesync.presence.WebexAddress;
import io.presencesync.presence.WebexPersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// Everything we say to the database, the same on H2 and PostgreSQL. Blocks; throws Jdbi's runtime exceptions, which
/// the drain and [SqlJournal] turn into what health and callers see.
final class SqlStore {
    private static final String ENTRY =
            "select entry, agent_site, agent_user, happened_at, kind, what, why, rule_name, request, channel,"
                    + " source, delay_micros from journal";

    private final Jdbi jdbi;
    private final boolean embedded;

    SqlStore(DataSource source, boolean embedded) {
        this.jdbi = Jdbi.create(source);
        this.embedded = embedded;
    }

    /// How far a spool has been taken over.
    SpoolPosition position(String instance) {
        return jdbi.withHandle(handle -> position(handle, instance)).orElse(SpoolPosition.BEGINNING);
    }

    private static Optional<SpoolPosition> position(Handle handle, String instance) {
        return handle.createQuery("select segment, position from spool_position where instance = ?")
                .bind(0, instance)
                .map((row, context) -> new SpoolPosition(row.getLong(1), row.getLong(2)))
                .findOne();
    }

    /// Takes a batch over and says so, in one transaction; nothing happens when the spool is not at this place.
    void write(String instance, List<SpoolRecord> records, SpoolPosition from, SpoolPosition to, Instant now) {
        jdbi.useTransaction(handle -> {
            move(handle, instance, from, to, now);
            SqlWriter.write(handle, records);
        });
    }

    private static void move(Handle handle, String instance, SpoolPosition from, SpoolPosition to, Instant now) {
        int moved = handle.execute(
                "update spool_position set segment = ?, position = ?, changed_at = ?"
                        + " where instance = ? and segment = ? and position = ?",
                to.segment(),
                to.offset(),
                SqlWriter.time(now),
                instance,
                from.segment(),
                from.offset());
        if (moved == 0 && position(handle, instance).isPresent()) {
            throw new IllegalStateException("the database is at another place of the spool than expected");
        }
        if (moved == 0) {
            handle.execute(
                    "insert into spool_position (instance, segment, position, changed_at) values (?, ?, ?, ?)",
                    instance,
                    to.segment(),
                    to.offset(),
                    SqlWriter.time(now));
        }
    }

    /// Brings what was written to the disk: afterwards the spool may forget it. PostgreSQL did so at the commit.
    void settle() {
        if (embedded) {
            jdbi.useHandle(handle -> handle.execute("checkpoint sync"));
        }
    }

    Map<AgentId, String> holds() {
        return jdbi.withHandle(handle -> handle.createQuery("select agent_site, agent_user, line from hold")
                .reduceRows(new LinkedHashMap<>(), (holds, row) -> {
                    AgentId agent = agent(row.getColumn(1, String.class), row.getColumn(2, String.class));
                    holds.put(agent, row.getColumn(3, String.class));
                    return holds;
                }));
    }

    Map<WebexAddress, WebexPersonId> people() {
        return jdbi.withHandle(handle -> handle.createQuery("select address, person from person")
                .reduceRows(new LinkedHashMap<>(), (people, row) -> {
                    WebexAddress address = new WebexAddress(row.getColumn(1, String.class));
                    people.put(address, new WebexPersonId(row.getColumn(2, String.class)));
                    return people;
                }));
    }

    Map<String, String> devices() {
        return jdbi.withHandle(handle -> handle.createQuery("select name, content from device")
                .reduceRows(new LinkedHashMap<>(), (devices, row) -> {
                    devices.put(row.getColumn(1, String.class), row.getColumn(2, String.class));
                    return devices;
                }));
    }

    Map<AgentId, AgentName> agents() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select agent_site, agent_user, address, login_name from agent")
                .reduceRows(new LinkedHashMap<>(), (agents, row) -> {
                    AgentId agent = agent(row.getColumn(1, String.class), row.getColumn(2, String.class));
                    WebexAddress address = new WebexAddress(row.getColumn(3, String.class));
                    agents.put(agent, new AgentName(agent, row.getColumn(4, String.class), address));
                    return agents;
                }));
    }

    List<AgentId> agentsWith(WebexAddress address) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select agent_site, agent_user from agent where address = ?")
                        .bind(0, address.value())
                        .map((row, context) -> agent(row.getString(1), row.getString(2)))
                        .list());
    }

    List<JournalEntry> newest(AgentId agent, JournalEntry.@Nullable Kind kind, Instant until, int limit) {
        String select = ENTRY + " where agent_site = ? and agent_user = ? and happened_at <= ?"
                + (kind == null ? "" : " and kind = ?") + " order by happened_at desc, seq desc limit " + limit;
        return jdbi.withHandle(handle -> {
            Query query = handle.createQuery(select)
                    .bind(0, agent.site().value())
                    .bind(1, agent.user().value())
                    .bind(2, SqlWriter.time(until));
            if (kind != null) {
                query.bind(3, kind.name());
            }
            return query.map((row, context) -> entry(row)).list();
        });
    }

    List<JournalEntry> newestOfAll(JournalEntry.Kind kind, Instant until, int limit) {
        String select =
                ENTRY + " where kind = ? and happened_at <= ? order by happened_at desc, seq desc limit " + limit;
        return jdbi.withHandle(handle -> handle.createQuery(select)
                .bind(0, kind.name())
                .bind(1, SqlWriter.time(until))
                .map((row, context) -> entry(row))
                .list());
    }

    private static JournalEntry entry(ResultSet row) throws SQLException {
        String channel = row.getString(10);
        Long micros = row.getObject(12, Long.class);
        return new JournalEntry(
                row.getString(1),
                agent(row.getString(2), row.getString(3)),
                row.getObject(4, OffsetDateTime.class).toInstant(),
                JournalEntry.Kind.valueOf(row.getString(5)),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                channel == null ? null : ChannelKind.valueOf(channel),
                row.getString(11),
                micros == null ? null : Duration.of(micros, ChronoUnit.MICROS));
    }

    /// Removes up to `most` entries older than a time; gives how many.
    int purgeBefore(Instant oldest, int most) {
        return jdbi.withHandle(handle -> handle.execute(
                "delete from journal where seq in (select seq from journal where happened_at < ? order by happened_at limit "
                        + most + ")",
                SqlWriter.time(oldest)));
    }

    /// How many entries of an agent there are.
    long count(AgentId agent) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select count(*) from journal where agent_site = ? and agent_user = ?")
                        .bind(0, agent.site().value())
                        .bind(1, agent.user().value())
                        .mapTo(Long.class)
                        .one());
    }

    /// Removes up to `most` entries of an agent; gives how many.
    int purge(AgentId agent, int most) {
        return jdbi.withHandle(handle -> handle.execute(
                "delete from journal where seq in (select seq from journal where agent_site = ? and agent_user = ? limit "
                        + most + ")",
                agent.site().value(),
                agent.user().value()));
    }

    /// Forgets which person an address belongs to, and whose address it was.
    void forget(WebexAddress address) {
        jdbi.useTransaction(handle -> {
            handle.execute(
                    "delete from person where address = ? or right(address, ?) = ?",
                    address.value(),
                    address.value().length() + 1,
                    " " + address.value());
            handle.execute("delete from agent where address = ?", address.value());
        });
    }

    private static AgentId agent(String site, String user) {
        return new AgentId(new SiteId(site), new FinesseUserId(user));
    }
}
