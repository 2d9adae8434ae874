package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.config.AccountConfig;
import io.presencesync.config.BasicCredentials;
import io.presencesync.config.FinesseConfig;
import io.presencesync.config.TlsConfig;
import io.presencesync.engine.AgentStateListener;
import io.presencesync.engine.AgentStateReader.Reading;
import io.presencesync.engine.IdentityCheck.Result;
import io.presencesync.engine.Roster.Listing;
import io.presencesync.finesse.FinesseLink;
import io.presencesync.finesse.ReasonCodeReport;
import io.presencesync.finesse.xmpp.SmackPubSub;
import io.presencesync.presence.AgentId;
import io.presencesync.presence.AgentState;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.Outcome;
import io.presencesync.presence.Presence;
import io.presencesync.presence.PresenceOrigin;
import io.presencesync.presence.Reason;
import io.presencesync.presence.ReasonLabel;
import io.presencesync.presence.Secret;
import io.presencesync.presence.SiteId;
import io.presencesync.presence.StateName;
import io.presencesync.presence.StateRequest;
import io.presencesync.presence.StateRequest.OnlyIf;
import io.presencesync.presence.TargetState;
import io.presencesync.simulators.finesse.FinesseSimulator;
import io.presencesync.simulators.finesse.FinesseSimulatorOptions;
import io.presencesync.simulators.finesse.PemPair;
import io.presencesync.simulators.finesse.UserProfile;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The Finesse client against the pretend Finesse.
@Timeout(60)
class FinesseClientAcceptanceTest {
    private final PemPair certificate = PemPair.selfSigned("fin1.example.com", Instant.now());
    private static final List<ReasonLabel> LABELS =
            List.of(ReasonLabel.DND, ReasonLabel.CALL, ReasonLabel.MEETING, ReasonLabel.UNAVAILABLE);

    private final Vertx vertx = Vertx.vertx();
    private final FinesseSimulator finesse = simulator(new FinesseSimulatorOptions());
    private final Map<AgentId, AgentState> states = new ConcurrentHashMap<>();

    private final AgentStateListener listener = new AgentStateListener() {
        @Override
        public void seen(AgentId agent, AgentState state) {
            states.put(agent, state);
        }

        @Override
        public void gap(AgentId agent) {}
    };

    @TempDir
    Path folder;

    private static FinesseSimulator simulator(FinesseSimulatorOptions options) {
        return FinesseSimulator.start(options)
                .addTeam("5", "Sales")
                .addTeam("6", "Others")
                .addUser(UserProfile.supervisor("2000", "boss", "boss-secret", "5", List.of("5")))
                .addAgents("5", 1001, 3)
                .addAgents("6", 1101, 1);
    }

    @AfterEach
    void close() {
        finesse.close();
        vertx.close().await();
    }

    private FinesseLink link(
            FinesseSimulator node, @Nullable String adminPassword, String supervisorPassword, TlsConfig tls) {
        FinesseConfig config = new FinesseConfig(
                SiteId.MAIN,
                List.of(URI.create(node.baseUrl())),
                List.of("agent1001", "AGENT1002 ", "1003", "agent1101", "nobody"),
                adminPassword == null ? null : account("administrator", adminPassword),
                account("boss", supervisorPassword),
                tls,
                FinesseConfig.Platform.AUTO,
                Duration.ofMillis(100),
                FinesseConfig.Notifications.OFF,
                0,
                1);
        return new FinesseLink(
                config,
                "example.com",
                () -> LABELS,
                new FinesseLink.Surroundings(
                        vertx,
                        new VirtualTime(),
                        InstantSource.system(),
                        new Random(1),
                        SmackPubSub.opener(vertx),
                        "presence-sync-test"));
    }

    private FinesseLink link() {
        return link(finesse, "admin-secret", "boss-secret", TlsConfig.SYSTEM);
    }

    private static AccountConfig account(String user, String password) {
        BasicCredentials credentials = new BasicCredentials(user, new Secret(password));
        return new AccountConfig(credentials, null, AccountConfig.Form.TOKEN, "FINESSE_" + user);
    }

    private static AgentId agent(String id) {
        return new AgentId(SiteId.MAIN, new FinesseUserId(id));
    }

    private static Outcome send(FinesseLink link, String id, TargetState target, OnlyIf onlyIf) {
        Presence cause = new Presence("dnd", null, null, null, PresenceOrigin.MERCURY, Instant.EPOCH, "{}");
        StateRequest request = new StateRequest(
                "id-" + Math.random(),
                agent(id),
                ChannelKind.SUPERVISOR,
                target,
                ReasonLabel.DND,
                onlyIf,
                "test",
                cause);
        return link.channel().send(request, () -> true);
    }

    private static Outcome hold(FinesseLink link, String id) {
        return send(link, id, TargetState.NOT_READY, new OnlyIf(StateName.READY, null, null));
    }

    private static void eventually(String what, BooleanSupplier condition) {
        Instant deadline = Instant.now().plusSeconds(15);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("deadline for: " + what).isBefore(deadline);
            LockSupport.parkNanos(5_000_000);
        }
    }

    private boolean shows(String id, StateName state) {
        AgentState seen = states.get(agent(id));
        return seen != null && seen.state() == state;
    }

    private AgentState read(FinesseLink link, String id) {
        return ((Reading.Known) link.reader().read(agent(id))).state();
    }

    @Test
    void agents_are_found_polled_held_and_released() {
        try (FinesseLink link = link()) {
            Listing listing = link.roster().load();
            assertThat(listing.failure()).isNull();
            assertThat(listing.agents()).hasSize(4);
            assertThat(listing.missing()).hasSize(1);
            finesse.agent("1001").signIn().ready();
            link.follow(listing.agents());
            link.start(listener);
            eventually("seen ready", () -> shows("1001", StateName.READY));
            eventually("seen signed out", () -> shows("1002", StateName.LOGOUT));

            assertThat(hold(link, "1001")).isEqualTo(new Outcome.Accepted());
            eventually("seen held", () -> shows("1001", StateName.NOT_READY));
            AgentState held = read(link, "1001");
            Reason reason = Objects.requireNonNull(held.reason());
            assertThat(reason.code()).isEqualTo(999);
            eventually("platform known", () -> link.supervisorReasonCode().isPresent());
            assertThat(link.supervisorReasonCode()).hasValue(999);

            OnlyIf stillHeld = new OnlyIf(StateName.NOT_READY, reason.id(), held.stateChangeTime());
            assertThat(send(link, "1001", TargetState.READY, stillHeld)).isEqualTo(new Outcome.Accepted());
            eventually("seen released", () -> shows("1001", StateName.READY));
        }
    }

    @Test
    void an_agent_who_chose_lunch_after_our_hold_stays_at_lunch() {
        try (FinesseLink link = link()) {
            finesse.agent("1001").signIn().ready();
            hold(link, "1001");
            eventually("held", () -> read(link, "1001").state() == StateName.NOT_READY);
            Reason reason = Objects.requireNonNull(read(link, "1001").reason());
            finesse.agent("1001").ready().notReady("Lunch");

            OnlyIf stillHeld = new OnlyIf(StateName.NOT_READY, reason.id(), null);
            assertThat(send(link, "1001", TargetState.READY, stillHeld)).isInstanceOf(Outcome.NotSent.class);
            assertThat(finesse.requests().putsFor("1001")).hasSize(1);
            assertThat(finesse.agent("1001").reasonLabel()).isEqualTo("Lunch");
        }
    }

    @Test
    void an_agent_of_a_foreign_team_is_refused_alone() {
        try (FinesseLink link = link()) {
            finesse.agent("1101").signIn().ready();
            finesse.agent("1001").signIn().ready();
            link.follow(link.roster().load().agents());
            link.start(listener);
            eventually("read one by one", () -> shows("1101", StateName.READY));

            Outcome refused = hold(link, "1101");
            assertThat(((Outcome.Failed) refused).failure()).isEqualTo(Outcome.Failure.THIS_AGENT_ONLY);
            assertThat(hold(link, "1001")).isEqualTo(new Outcome.Accepted());
            assertThat(link.health().healthy()).isTrue();
        }
    }

    @Test
    void a_wrong_password_never_locks_an_account() {
        try (FinesseLink link = link(finesse, "wrong", "wrong", TlsConfig.SYSTEM)) {
            link.follow(link.roster().load().agents());
            link.start(listener);
            for (int i = 0; i < 20; i++) {
                assertThat(hold(link, "1001")).isInstanceOf(Outcome.Failed.class);
            }
            assertThat(link.health().code()).isEqualTo("bad_credentials");
            assertThat(finesse.requests().all()).hasSizeLessThan(5);
        }
        try (FinesseLink right = link()) {
            assertThat(right.roster().load().failure()).isNull();
        }
    }

    @Test
    void out_of_service_is_told_and_healed() {
        try (FinesseLink link = link()) {
            finesse.agent("1001").signIn().ready();
            link.follow(link.roster().load().agents());
            link.start(listener);
            eventually("seen", () -> shows("1001", StateName.READY));
            finesse.goOutOfService();
            eventually("told", () -> link.health().code().equals("out_of_service"));
            assertThat(((Outcome.Failed) hold(link, "1001")).failure()).isEqualTo(Outcome.Failure.RETRY);
            finesse.comeBack();
            eventually("healed", () -> link.health().healthy());
        }
    }

    @Test
    void the_usual_reason_codes_are_found() {
        try (FinesseLink link = link()) {
            link.follow(link.roster().load().agents());
            ReasonCodeReport report = link.checkReasonCodes();
            assertThat(report.complete()).as(report.toString()).isTrue();
            assertThat(report.ids()).containsOnlyKeys(LABELS);
        }
    }

    @Test
    void an_agents_header_proves_him_and_no_other() {
        try (FinesseLink link = link()) {
            Secret own = account("1001", "secret-1001").credentials().header();
            assertThat(link.identityCheck().check(new FinesseUserId("1001"), own))
                    .isInstanceOf(Result.Proven.class);
            assertThat(link.identityCheck().check(new FinesseUserId("1002"), own))
                    .isInstanceOf(Result.Refused.class);
            Secret boss = account("2000", "boss-secret").credentials().header();
            assertThat(link.identityCheck().check(new FinesseUserId("1001"), boss))
                    .isInstanceOf(Result.Refused.class);
        }
    }

    @Test
    void certificates_are_judged_as_configured() throws Exception {
        Path ca = Files.writeString(folder.resolve("ca.pem"), certificate.certificate());
        try (FinesseSimulator secure = simulator(new FinesseSimulatorOptions().tls(certificate))) {
            try (FinesseLink untrusting = link(secure, "admin-secret", "boss-secret", TlsConfig.SYSTEM)) {
                assertThat(untrusting.roster().load().failure()).isNotNull();
                assertThat(untrusting.health().code()).isEqualTo("untrusted_certificate");
                assertThat(untrusting.health().message()).contains(certificate.fingerprint());
                assertThat(untrusting.health().action()).contains("FINESSE_CA_FILE");
            }
            assertTrusted(secure, new TlsConfig(true, ca, null), true);
            assertTrusted(secure, new TlsConfig(true, null, certificate.fingerprint()), true);
            assertTrusted(secure, new TlsConfig(true, null, "0".repeat(64)), false);
            assertTrusted(secure, new TlsConfig(false, null, "0".repeat(64)), false);
            assertTrusted(secure, new TlsConfig(false, null, null), true);
        }
    }

    private void assertTrusted(FinesseSimulator secure, TlsConfig tls, boolean expected) {
        try (FinesseLink link = link(secure, "admin-secret", "boss-secret", tls)) {
            assertThat(link.roster().load().failure() == null)
                    .as(tls.toString() + " " + link.health().message())
                    .isEqualTo(expected);
        }
    }
}
