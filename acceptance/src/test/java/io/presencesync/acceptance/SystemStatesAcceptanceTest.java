package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.simulators.finesse.AgentState;
import io.presencesync.simulators.finesse.FinesseSimulatorOptions;
import io.presencesync.simulators.finesse.Platform;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What the system does with agents, and what Finesse tells of it, in server mode: system codes around calls outside
/// the
/// queue, holds without a reason, states told again, requests that wait for their turn.
class SystemStatesAcceptanceTest {
    private static final String HELD = "NOT_READY Supervisor Initiated";

    private static World world(FinesseSimulatorOptions options) {
        return new World(2, options);
    }

    private static World world(Platform platform) {
        return world(new FinesseSimulatorOptions().platform(platform));
    }

    private static Map<String, String> settings(World world) {
        Map<String, String> env = world.serverMode();
        World.supervisorById(env);
        return env;
    }

    private static void systemHas(World world, Product product, int code) {
        world.agent("1001").systemSets(AgentState.NOT_READY, code);
        product.awaitState("1001", world.shown("1001"));
    }

    private static void hold(World world, Product product) {
        world.meeting("1001");
        world.awaitShown("1001", HELD);
        product.awaitState("1001", HELD);
        Await.until("it is confirmed", () -> shown(product) == 1, () -> journal(product));
    }

    private static long shown(Product product) {
        return new ProductJournal(product)
                .of("1001").stream()
                        .filter(entry -> entry.what().equals("shown"))
                        .count();
    }

    private static String journal(Product product) {
        return new ProductJournal(product).of("1001").toString();
    }

    @ParameterizedTest
    @CsvSource({"CCE, 50005", "CCE, 50006", "CCE, 32762", "CCX, 32761", "CCX, 32762", "CCX, 32742"})
    void who_joined_a_meeting_meanwhile_is_held_when_the_system_gives_READY_back(Platform platform, int code) {
        try (World world = world(platform);
                Product product = Product.start(settings(world))) {
            product.awaitState("1001", "READY");
            systemHas(world, product, code);
            world.meeting("1001");
            Await.until("the meeting is known", () -> journal(product).contains("meeting"), () -> journal(product));
            world.agent("1001").systemSets(AgentState.READY, 0);
            world.awaitShown("1001", HELD);
            world.presence("1001", "active");
            world.awaitShown("1001", "READY");
        }
    }

    @ParameterizedTest
    @CsvSource({"CCE, 50005, 999", "CCX, 32761, 33", "CCE, 50002, 999"})
    void who_was_held_is_released_though_the_system_had_them_meanwhile(Platform platform, int code, int ours) {
        try (World world = world(platform);
                Product product = Product.start(settings(world))) {
            hold(world, product);
            systemHas(world, product, code);
            world.agent("1001").systemSets(AgentState.NOT_READY, ours);
            product.awaitState("1001", HELD);
            world.presence("1001", "active");
            world.awaitShown("1001", "READY");
        }
    }

    @ParameterizedTest
    @CsvSource({"CCE, 32767", "CCX, 32763"})
    void READY_after_a_call_not_answered_is_the_agents_own(Platform platform, int code) {
        try (World world = world(platform);
                Product product = Product.start(settings(world))) {
            product.awaitState("1001", "READY");
            systemHas(world, product, code);
            world.meeting("1001");
            Await.until("the meeting is known", () -> journal(product).contains("meeting"), () -> journal(product));
            world.agent("1001").ready();
            product.awaitState("1001", "READY");
            world.meeting("1002");
            world.awaitShown("1002", HELD);
            assertThat(world.puts("1001")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Platform.class)
    void a_hold_that_Finesse_shows_without_a_reason_is_released(Platform platform) {
        FinesseSimulatorOptions options = new FinesseSimulatorOptions().platform(platform);
        try (World world = world(options.supervisorReasonId(-1));
                Product product = Product.start(settings(world))) {
            product.awaitState("1001", "READY");
            world.meeting("1001");
            product.awaitState("1001", "NOT_READY");
            world.presence("1001", "active");
            world.awaitShown("1001", "READY");
            assertThat(world.puts("1001")).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Platform.class)
    void a_hold_told_again_with_a_new_time_is_released(Platform platform) {
        try (World world = world(platform);
                Product product = Product.start(settings(world))) {
            hold(world, product);
            world.agent("1001").toldAgain();
            Await.until("it was told again", () -> shown(product) == 1, () -> journal(product));
            world.presence("1001", "active");
            world.awaitShown("1001", "READY");
        }
    }

    @ParameterizedTest
    @CsvSource({"CCE, WORK_READY", "CCX, WORK"})
    void a_hold_that_waits_for_its_turn_does_not_leave_into_a_wrap_up_that_began_meanwhile(
            Platform platform, AgentState wrapUp) {
        try (World world = world(platform)) {
            Map<String, String> env = settings(world);
            env.put("PRESENCE_SYNC_FINESSE_PUTS_PER_SECOND", "0.2");
            env.put("PRESENCE_SYNC_FINESSE_PUT_BURST", "1");
            try (Product product = Product.start(env)) {
                List.of("1001", "1002").forEach(id -> product.awaitState(id, "READY"));
                oneOfTwoWaits(world, product, wrapUp);
            }
        }
    }

    private static void oneOfTwoWaits(World world, Product product, AgentState wrapUp) {
        List<String> both = List.of("1001", "1002");
        both.forEach(world::meeting);
        Await.until(
                "one has left",
                () -> both.stream().anyMatch(id -> !world.puts(id).isEmpty()),
                () -> journal(product));
        String waiting = world.puts("1001").isEmpty() ? "1001" : "1002";
        world.agent(waiting).systemSets(wrapUp, 0);
        product.awaitState(waiting, wrapUp.name());
        Await.until(
                "it was not sent",
                () -> new ProductJournal(product)
                        .of(waiting).stream().anyMatch(entry -> entry.what().equals("not sent")),
                () -> new ProductJournal(product).of(waiting).toString());
        assertThat(world.puts(waiting)).isEmpty();
        world.agent(waiting).systemSets(AgentState.READY, 0);
        world.awaitShown(waiting, HELD);
    }
}
