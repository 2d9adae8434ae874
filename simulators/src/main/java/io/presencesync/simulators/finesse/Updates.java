package io.presencesync.simulators.finesse;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Builds `<Update>` documents and offers one thread on which nodes send them, in order, outside every lock.
final class Updates implements AutoCloseable {
    static final String SYSTEM = "/finesse/api/SystemInfo";

    private static final Logger log = LoggerFactory.getLogger(Updates.class);

    private final UserXml userXml;
    private final List<Consumer<Update>> listeners = new CopyOnWriteArrayList<>();
    private final ExecutorService dispatcher = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("finesse-updates").factory(),
            new ThreadPoolExecutor.DiscardPolicy());

    Updates(UserXml userXml) {
        this.userXml = userXml;
    }

    /// The listener is called at once, maybe under a lock: it only decides what is to be sent and enqueues that with
    /// {@link #inOrder}.
    void listen(Consumer<Update> listener) {
        listeners.add(listener);
    }

    /// Runs a task behind everything enqueued so far, on the thread of the updates; a failure is logged.
    void inOrder(Runnable task) {
        dispatcher.execute(() -> runLogged(task));
    }

    void userChanged(Agent agent, String event, String requestId) {
        publish(user(agent, event, requestId));
    }

    Update user(Agent agent, String event, String requestId) {
        Xml xml = start();
        userXml.full(xml, "user", agent);
        return new Update(agent.uri(), agent, end(xml, event, requestId, agent.uri()));
    }

    /// What those hear who are subscribed to his team.
    void stateChanged(Agent agent) {
        publish(team(agent));
    }

    /// The node of a team names no request: that Finesse fills in the empty place in Cisco's sample is nowhere proven,
    /// and who can do without it can do with it.
    Update team(Agent agent) {
        Xml xml = start();
        userXml.told(xml, agent);
        String topic = "/finesse/api/Team/" + agent.profile().teamId() + "/Users";
        return new Update(topic, agent, end(xml, "PUT", "", agent.uri()));
    }

    void refused(Agent agent, ApiError error, String requestId) {
        Xml xml = start().open("apiErrors")
                .open("apiError")
                .leaf("errorData", error.data())
                .leaf("errorMessage", error.message())
                .leaf("errorType", error.type())
                .close("apiError")
                .close("apiErrors");
        publish(new Update(agent.uri(), null, end(xml, "PUT", requestId, agent.uri())));
    }

    static Update systemChanged(String systemInfo) {
        String xml = "<Update><data>" + systemInfo + "</data><event>PUT</event><requestId></requestId><source>" + SYSTEM
                + "</source></Update>";
        return new Update(SYSTEM, null, xml);
    }

    private static Xml start() {
        return new Xml().open("Update").open("data");
    }

    private static String end(Xml xml, String event, String requestId, String source) {
        return xml.close("data")
                .leaf("event", event)
                .leaf("requestId", requestId)
                .leaf("source", source)
                .close("Update")
                .toString();
    }

    private void publish(Update update) {
        listeners.forEach(listener -> listener.accept(update));
    }

    private static void runLogged(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException failure) {
            log.warn("A listener failed", failure);
        }
    }

    @Override
    public void close() {
        dispatcher.shutdown();
    }
}
