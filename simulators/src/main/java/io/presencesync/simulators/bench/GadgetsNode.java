package io.presencesync.simulators.bench;

import io.presencesync.simulators.finesse.UserProfile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Gadgets that are the official socket.io-client under the gadget's own link, all in one Node process beside us.
final class GadgetsNode implements AutoCloseable {
    private final List<UserProfile> agents;
    private final GadgetsLog log;
    private final Ledger ledger;
    private final Process process;
    private final Writer input;
    private final Map<String, String> last = new HashMap<>();

    /// Starts the process, not yet its gadgets.
    ///
    /// @param command what runs it, with its arguments
    GadgetsNode(List<String> command, List<UserProfile> agents, GadgetsLog log, Ledger ledger) throws IOException {
        this.agents = List.copyOf(agents);
        this.log = log;
        this.ledger = ledger;
        this.process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        this.input = process.outputWriter(StandardCharsets.UTF_8);
        Thread.ofPlatform().daemon().name("bench-node").start(this::read);
    }

    void connect(Site site, int port) throws IOException {
        JsonArray all = new JsonArray();
        agents.forEach(user -> all.add(
                new JsonObject().put("id", user.loginId()).put("authorization", "Basic " + Settings.basic(user))));
        JsonObject crowd = new JsonObject()
                .put("url", "http://127.0.0.1:" + port)
                .put("finesse", site.finesse().baseUrl())
                .put("agents", all);
        say(crowd.encode());
    }

    void forgetTokens() throws IOException {
        say("forget");
    }

    private void say(String line) throws IOException {
        input.write(line + "\n");
        input.flush();
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                heard(new JsonObject(line), System.nanoTime());
            }
        } catch (IOException | UncheckedIOException ended) {
            // the process is gone, which the figures show
        }
    }

    private void heard(JsonObject event, long nanos) {
        String agent = event.getString("agent");
        switch (event.getString("what")) {
            case "welcome" -> log.welcomed(agent, nanos);
            case "command" -> command(agent, event, nanos);
            case "done" -> done(agent, event.getString("state") + event.getString("label"));
            default -> throw new BenchFailure("the Node process says " + event);
        }
    }

    private void command(String agent, JsonObject event, long nanos) {
        if (event.getBoolean("again")) {
            log.toldAgain();
        } else {
            ledger.answer(agent, Kind.ofState(event.getString("state")), nanos);
        }
    }

    private void done(String agent, String what) {
        log.carriedOut();
        if (what.equals(last.put(agent, what))) {
            log.doneTwice();
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
