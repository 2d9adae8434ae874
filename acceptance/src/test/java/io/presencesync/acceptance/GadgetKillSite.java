package io.presencesync.acceptance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// Gadget mode, with a gadget for every agent that comes back by itself.
final class GadgetKillSite implements KillSite {
    /// How long a command takes.
    record Pace(Duration by, boolean doneFirst) {}

    private record Command(String agent, String id, Instant at) {}

    private static final Pace AT_ONCE = new Pace(Duration.ZERO, true);

    private final World world;
    private final List<String> agents;
    private final List<KillGadget> gadgets = new ArrayList<>();
    private final List<Command> commands = new CopyOnWriteArrayList<>();
    private volatile Pace pace = AT_ONCE;

    GadgetKillSite(World world, List<String> agents) {
        this.world = world;
        this.agents = agents;
    }

    @Override
    public Map<String, String> settings() {
        return new LinkedHashMap<>(world.gadgetMode());
    }

    @Override
    public String held(String presence) {
        return "NOT_READY Webex "
                + switch (presence) {
                    case "dnd" -> "DND";
                    case "call" -> "Call";
                    default -> "Meeting";
                };
    }

    @Override
    public boolean queues() {
        return false;
    }

    @Override
    public void follow(Product product, KillTrigger trigger) {
        agents.forEach(id -> gadgets.add(new KillGadget(world.agent(id), id, product.port(), this, trigger)));
    }

    void came(String agent, String id) {
        commands.add(new Command(agent, id, Instant.now()));
    }

    Pace pace() {
        return pace;
    }

    @Override
    public void slow(Duration by, boolean doneFirst) {
        pace = new Pace(by, doneFirst);
    }

    @Override
    public void heal() {
        pace = AT_ONCE;
    }

    @Override
    public List<String> requests(String agent, Instant after) {
        return commands.stream()
                .filter(each -> each.agent().equals(agent) && each.at().isAfter(after))
                .map(Command::id)
                .toList();
    }

    @Override
    public void close() {
        gadgets.forEach(KillGadget::close);
    }
}
