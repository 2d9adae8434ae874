package io.presencesync;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.agent.Memory;
import io.presencesync.engine.HoldLog;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.SiteId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SiteHoldsTest {
    private static final Memory.Durable DURABLE = Memory.EMPTY.durable();

    private final Map<AgentId, Memory.Durable> remembered = new LinkedHashMap<>();
    private boolean closed;
    private final HoldLog log = new HoldLog() {
        @Override
        public Map<AgentId, Memory.Durable> load() {
            throw new IllegalStateException("it is read once for all sites");
        }

        @Override
        public void remember(AgentId agent, Memory.Durable durable) {
            remembered.put(agent, durable);
        }

        @Override
        public void close() {
            closed = true;
        }
    };

    @Test
    void a_site_knows_its_own_holds_alone_and_leaves_the_log_open() {
        Map<AgentId, Memory.Durable> all = Map.of(AgentId.parse("1001"), DURABLE, AgentId.parse("emea/1001"), DURABLE);
        SiteHolds emea = new SiteHolds(new SiteId("emea"), all, log);

        assertThat(emea.load()).containsOnlyKeys(AgentId.parse("emea/1001"));
        assertThat(new SiteHolds(new SiteId("new"), all, log).load()).isEmpty();
        emea.remember(AgentId.parse("emea/1002"), DURABLE);
        emea.close();
        assertThat(remembered).containsOnlyKeys(AgentId.parse("emea/1002"));
        assertThat(closed).isFalse();
    }
}
