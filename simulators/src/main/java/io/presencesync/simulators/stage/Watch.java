package io.presencesync.simulators.stage;

import io.presencesync.simulators.finesse.FinesseSimulator;
import io.presencesync.simulators.webex.Person;
import io.presencesync.simulators.webex.WebexSimulator;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Looks at both simulators several times a second and tells what the page should show, whenever that has changed.
///
/// Looking, rather than listening, finds every change, also those made on the simulators' own pages. One thread of its
/// own calls the listener.
final class Watch implements AutoCloseable {
    private static final long PAUSE_MILLIS = 100;

    private final WebexSimulator webex;
    private final FinesseSimulator finesse;
    private final StateRequests requests;
    private final Consumer<String> listener;
    private final Feed feed = new Feed();
    private final Map<Role, Sight> last = new HashMap<>();
    private final Thread thread;
    private String told = "";

    private Watch(WebexSimulator webex, FinesseSimulator finesse, Consumer<String> listener) {
        this.webex = webex;
        this.finesse = finesse;
        this.listener = listener;
        this.requests = new StateRequests(finesse);
        this.thread = Thread.ofPlatform().daemon().name("stage-watch").unstarted(this::run);
    }

    /// @param listener gets the page's data as JSON
    static Watch start(WebexSimulator webex, FinesseSimulator finesse, Consumer<String> listener) {
        Watch watch = new Watch(webex, finesse, listener);
        watch.thread.start();
        return watch;
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                look();
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        Map<String, Person> people = new HashMap<>();
        webex.people().forEach(person -> people.put(person.emails().getFirst(), person));
        List<Feed.Entry> found = new ArrayList<>(requests.take());
        JsonArray agents = new JsonArray();
        for (Role role : Cast.ROLES) {
            Person person = people.get(role.email());
            if (person != null && known(role)) {
                Sight now = Sight.of(role, person, finesse.agent(role.loginId()));
                Feed.compare(last.put(role, now), now, found);
                agents.add(now.json());
            }
        }
        feed.add(found);
        tell(new JsonObject().put("agents", agents).put("feed", feed.json()).encode());
    }

    /// A user may have been deleted on the simulator's own page.
    private boolean known(Role role) {
        return finesse.agents().stream().anyMatch(agent -> agent.loginId().equals(role.loginId()));
    }

    private void tell(String json) {
        if (!json.equals(told)) {
            told = json;
            listener.accept(json);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(2_000);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
