package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.simulators.finesse.AgentControl;
import io.presencesync.simulators.finesse.AgentState;
import io.presencesync.simulators.finesse.CallKind;
import io.presencesync.simulators.finesse.Fault;
import io.presencesync.simulators.finesse.Platform;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

/// What the system does with agents, and what Finesse tells of it, where gadgets act: for 1001, who has one, and in
/// mode auto also for 1003, who has none. One product for all tests of a mode; each leaves its agents READY and free.
@ParameterizedClass
@CsvSource({"CCE,gadget", "CCX,gadget", "CCE,auto", "CCX,auto"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SystemStatesByGadgetAcceptanceTest {
    private static final String BY_SUPERVISOR = "NOT_READY Supervisor Initiated";

    @Parameter(0)
    @SuppressWarnings("NullAway.Init")
    Platform platform;

    @Parameter(1)
    @SuppressWarnings("NullAway.Init")
    String mode;

    @SuppressWarnings("NullAway.Init")
    private Browser browser;

    @SuppressWarnings("NullAway.Init")
    private World world;

    @SuppressWarnings("NullAway.Init")
    private Product product;

    @BeforeParameterizedClassInvocation
    void start() {
        browser = Browser.start();
        world = new World(3, platform);
        product = Product.start(settings());
        for (String id : List.of("1001", "1002")) {
            Desktop.open(browser, world, product, id).awaitConnected();
        }
    }

    @AfterParameterizedClassInvocation
    void stop() {
        browser.close();
        product.close();
        world.close();
    }

    /// In mode gadget nothing but gadgets and polls tell states.
    private Map<String, String> settings() {
        Map<String, String> env = world.autoMode();
        env.put("PRESENCE_SYNC_MODE", mode);
        env.put("PRESENCE_SYNC_FINESSE_NOTIFICATIONS", mode.equals("auto") ? "auto" : "off");
        World.supervisorById(env);
        return env;
    }

    @AfterEach
    void free() {
        world.finesse.faults().clear();
        for (String id : List.of("1001", "1002", "1003")) {
            world.presence(id, "active");
            product.awaitPresence(id, "active");
            if (world.agent(id).state() != AgentState.READY) {
                world.agent(id).ready();
            }
            product.awaitState(id, "READY");
        }
    }

    private void forEachChannel(Consumer<String> situation) {
        situation.accept("1001");
        if (mode.equals("auto")) {
            situation.accept("1003");
        }
    }

    private static String held(String id) {
        return id.equals("1003") ? BY_SUPERVISOR : GadgetAcceptance.MEETING;
    }

    private int heldCode(String id) {
        return id.equals("1001") ? 103 : platform == Platform.CCE ? 999 : 33;
    }

    private void hold(String id) {
        world.meeting(id);
        world.awaitShown(id, held(id));
        product.awaitState(id, held(id));
    }

    private void released(String id) {
        world.presence(id, "active");
        world.awaitShown(id, "READY");
        product.awaitState(id, "READY");
    }

    private void systemHas(String id, AgentState state, int code) {
        world.agent(id).systemSets(state, code);
        product.awaitState(id, world.shown(id));
    }

    private void meets(String id) {
        world.meeting(id);
        product.awaitPresence(id, "meeting");
    }

    /// Another agent was held and released meanwhile.
    private void awaitDecided() {
        hold("1002");
        released("1002");
        Await.quiet(Duration.ofMillis(300));
    }

    private List<Integer> around() {
        return platform == Platform.CCE ? List.of(50005, 50006, 32762) : List.of(32761, 32762, 32742);
    }

    @Test
    void who_joined_a_meeting_meanwhile_is_held_when_the_system_gives_READY_back() {
        forEachChannel(id -> around().forEach(code -> {
            systemHas(id, AgentState.NOT_READY, code);
            meets(id);
            world.agent(id).systemSets(AgentState.READY, 0);
            world.awaitShown(id, held(id));
            released(id);
        }));
    }

    @Test
    void who_was_held_is_released_though_the_system_had_them_meanwhile() {
        forEachChannel(id -> systemsOwn().forEach(code -> {
            hold(id);
            systemHas(id, AgentState.NOT_READY, code);
            systemHas(id, AgentState.NOT_READY, heldCode(id));
            released(id);
        }));
    }

    private List<Integer> systemsOwn() {
        return platform == Platform.CCE ? List.of(50005, 50002) : List.of(32761);
    }

    @Test
    void READY_after_a_call_not_answered_and_READY_pressed_by_hand_are_the_agents_own() {
        forEachChannel(id -> {
            int before = world.puts(id).size();
            stands(id, agent -> agent.callArrives(CallKind.ICD).callNotAnswered());
            stands(id, agent -> agent.systemSets(AgentState.NOT_READY, around().getFirst()));
            assertThat(world.puts(id)).hasSize(before);
        });
    }

    /// READY pressed in a meeting after that.
    private void stands(String id, Consumer<AgentControl> taken) {
        taken.accept(world.agent(id));
        product.awaitState(id, world.shown(id));
        meets(id);
        world.agent(id).ready();
        product.awaitState(id, "READY");
        awaitDecided();
        assertThat(world.shown(id)).isEqualTo("READY");
        world.presence(id, "active");
        product.awaitPresence(id, "active");
    }

    @Test
    void a_hold_that_Finesse_shows_without_a_reason_is_released() {
        forEachChannel(id -> {
            int before = world.puts(id).size();
            for (String method : List.of("GET", "EVENT")) {
                withoutReason(method, "/finesse/api/User/" + id);
                withoutReason(method, "/finesse/api/Team/*");
            }
            world.meeting(id);
            product.awaitState(id, "NOT_READY");
            assertThat(product.stateOf(id)).isEqualTo("NOT_READY");
            released(id);
            assertThat(world.puts(id)).hasSize(before + 2);
        });
    }

    private void withoutReason(String method, String path) {
        world.finesse
                .faults()
                .add(Fault.on(method, path, Fault.UNTIL_CLEARED, new Fault.Rewrite(Fault.Spoil.REASON_MINUS_ONE, "")));
    }

    @Test
    void a_hold_told_again_with_a_new_time_is_released() {
        forEachChannel(id -> {
            hold(id);
            String since = product.sinceOf(id);
            world.agent(id).toldAgain();
            awaitOtherTime(id, since);
            released(id);
        });
    }

    private void awaitOtherTime(String id, String since) {
        Await.until(
                "it is told again",
                () -> !product.sinceOf(id).equals(since),
                () -> product.agent(id).toString());
    }

    @Test
    void who_takes_the_same_reason_by_hand_while_held_is_left_with_it() {
        hold("1001");
        int before = world.puts("1001").size();
        String since = product.sinceOf("1001");
        world.agent("1001").takenAgain();
        awaitOtherTime("1001", since);
        world.presence("1001", "active");
        awaitDecided();
        assertThat(world.shown("1001")).isEqualTo(GadgetAcceptance.MEETING);
        assertThat(world.puts("1001")).hasSize(before);
    }
}
