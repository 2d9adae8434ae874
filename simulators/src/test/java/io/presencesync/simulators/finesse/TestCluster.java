package io.presencesync.simulators.finesse;

import io.presencesync.simulators.finesse.ReasonCode.Category;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/// A started simulator with two teams: 500 (agents 1001001 csmith and 1001002, supervisor 2001) and 600 (agent
/// 1001003). Every password is `secret-` and the id. The clock stands until it is moved.
final class TestCluster implements AutoCloseable {
    static final String AGENT = "1001001";
    static final String PATH = "/finesse/api/User/" + AGENT;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2024-03-01T17:58:21.234Z"));
    final FinesseSimulator finesse;

    TestCluster(Platform platform) {
        this(new FinesseSimulatorOptions().platform(platform));
    }

    TestCluster(FinesseSimulatorOptions options) {
        InstantSource clock = now::get;
        finesse = FinesseSimulator.start(options.clock(clock).effectDelay(Duration.ZERO))
                .addTeam("500", "Sales")
                .addTeam("600", "Service")
                .addUser(agent("1001001", "csmith", "500").named("Chris", "Smith"))
                .addUser(agent("1001002", "jdoe", "500"))
                .addUser(agent("1001003", "apark", "600"))
                .addUser(UserProfile.supervisor("2001", "boss", "secret-2001", "500", List.of("500")));
    }

    private static UserProfile agent(String id, String name, String team) {
        return UserProfile.agent(id, name, "secret-" + id, team);
    }

    void advance(Duration by) {
        now.updateAndGet(instant -> instant.plus(by));
    }

    Wire as(String id) {
        return Wire.as(finesse, id, "secret-" + id);
    }

    Wire administrator() {
        return Wire.as(finesse, "administrator", "admin-secret");
    }

    AgentControl agent() {
        return finesse.agent(AGENT);
    }

    HeardUpdates listen() {
        return new HeardUpdates(finesse, AGENT);
    }

    String reasonId(String label) {
        return finesse.reasonCodes()
                .byLabel(Category.NOT_READY, label)
                .orElseThrow()
                .ref()
                .id();
    }

    @Override
    public void close() {
        finesse.close();
    }
}
