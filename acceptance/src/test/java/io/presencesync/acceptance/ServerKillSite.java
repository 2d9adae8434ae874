package io.presencesync.acceptance;

import io.presencesync.simulators.finesse.Fault;
import io.presencesync.simulators.finesse.LoggedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Server mode. Few requests leave at once, the others wait: so that there is something to kill before its send.
record ServerKillSite(World world) implements KillSite {
    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>(world.serverMode());
        settings.put("PRESENCE_SYNC_FINESSE_PUTS_PER_SECOND", "10");
        settings.put("PRESENCE_SYNC_FINESSE_PUT_BURST", "2");
        return settings;
    }

    @Override
    public String held(String presence) {
        return "NOT_READY Supervisor Initiated";
    }

    @Override
    public boolean queues() {
        return true;
    }

    @Override
    public void follow(Product product, KillTrigger trigger) {
        world.finesse.requests().onPutArrived(trigger::arrived);
        world.finesse.requests().onPutAnswered(trigger::answered);
        world.finesse.requests().onPut(_ -> trigger.done());
    }

    @Override
    public void slow(Duration by, boolean doneFirst) {
        Fault.Effect slow = doneFirst ? new Fault.AnswerLate(by) : new Fault.Delay(by);
        world.finesse.faults().add(Fault.onPut("*", Fault.UNTIL_CLEARED, slow));
    }

    @Override
    public void heal() {
        world.finesse.faults().clear();
    }

    @Override
    public List<String> requests(String agent, Instant after) {
        return world.puts(agent).stream()
                .filter(put -> put.at().isAfter(after))
                .map(LoggedRequest::requestId)
                .toList();
    }

    @Override
    public void close() {}
}
