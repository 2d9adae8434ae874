package io.presencesync.gadget;

import io.presencesync.engine.AgentWishes;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.Pause;
import java.util.ArrayList;
import java.util.List;

/// Notes what agents want.
final class WishesHeard implements AgentWishes {
    final List<String> words = new ArrayList<>();

    @Override
    public boolean pause(AgentId agent, Pause pause) {
        return words.add(agent + " paused until " + pause.until() + " by " + pause.by());
    }

    @Override
    public boolean resume(AgentId agent) {
        return words.add(agent + " resumed");
    }

    @Override
    public String report(AgentId agent, String note) {
        words.add(agent + " says " + note);
        return "entry";
    }
}
