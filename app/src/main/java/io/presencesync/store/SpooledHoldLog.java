package io.presencesync.store;

import io.presencesync.agent.Memory;
import io.presencesync.engine.HoldLog;
import io.presencesync.presence.AgentId;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// The hold log whose changes reach the database too. The local log is the truth; the database follows, and is asked
/// only when that lacks something. Thread-safe; one agent's changes keep their order.
final class SpooledHoldLog implements HoldLog {
    private final FileHoldLog file;
    private final Spool spool;
    private final InstantSource clock;
    private final Supplier<Map<AgentId, String>> elsewhere;
    private final Map<AgentId, HoldLine> known = new ConcurrentHashMap<>();
    private volatile boolean compare;

    /// @param elsewhere the holds of the database; empty when the local log lacks nothing
    SpooledHoldLog(FileHoldLog file, Spool spool, InstantSource clock, Supplier<Map<AgentId, String>> elsewhere) {
        this.file = file;
        this.spool = spool;
        this.clock = clock;
        this.elsewhere = elsewhere;
    }

    @Override
    public Map<AgentId, Memory.Durable> load() {
        Map<AgentId, Memory.Durable> all = new LinkedHashMap<>(file.load());
        elsewhere.get().forEach((agent, text) -> takeOver(agent, text.getBytes(StandardCharsets.UTF_8), all));
        all.forEach((agent, durable) -> known.put(agent, HoldLine.of(agent, durable)));
        compare = true;
        return all;
    }

    private void takeOver(AgentId agent, byte[] text, Map<AgentId, Memory.Durable> all) {
        Optional<HoldLine> line = HoldJson.read(text);
        if (line.isEmpty()) {
            file.keepAside(text);
        } else if (!all.containsKey(agent)) {
            Memory.Durable durable = line.get().durable();
            file.remember(agent, durable);
            all.put(agent, durable);
        }
    }

    @Override
    public void remember(AgentId agent, Memory.Durable durable) {
        known.compute(agent, (_, _) -> {
            file.remember(agent, durable);
            HoldLine line = HoldLine.of(agent, durable);
            spool(line);
            return line;
        });
    }

    private void spool(HoldLine line) {
        spool.append(SpoolCodec.line(new SpoolRecord.Hold(line, clock.instant())));
    }

    /// The database may be another one than before.
    void compareAgain() {
        compare = true;
    }

    /// Tells the database once more what it does not have as it is here.
    void compareWith(SqlStore sql) {
        if (!compare || known.isEmpty()) {
            return;
        }
        compare = false;
        Map<AgentId, String> stored = sql.holds();
        for (AgentId agent : known.keySet()) {
            known.computeIfPresent(agent, (_, line) -> {
                if (!HoldJson.text(line).equals(stored.get(agent))) {
                    spool(line);
                }
                return line;
            });
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
