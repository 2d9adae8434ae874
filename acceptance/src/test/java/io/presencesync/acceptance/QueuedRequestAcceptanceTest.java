package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.simulators.finesse.AgentState;
import io.presencesync.simulators.finesse.CallKind;
import io.presencesync.simulators.finesse.LoggedRequest;
import io.presencesync.simulators.finesse.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Holds of the supervisor's wait for their turn, and to each agent something happens meanwhile.
class QueuedRequestAcceptanceTest {
    private static final String HELD = "NOT_READY Supervisor Initiated";
    private static final String FIRST = "1001";
    private static final String RINGING = "1002";
    private static final String IN_WRAP_UP = "1003";
    private static final String PAUSED = "1004";
    private static final String AFTER_HOURS = "1005";
    private static final String STALE = "1006";
    private static final String WITH_GADGET = "1007";
    private static final String LAST = "1008";
    private static final List<String> MEANWHILE = List.of(RINGING, IN_WRAP_UP, PAUSED, AFTER_HOURS, STALE, WITH_GADGET);

    @ParameterizedTest
    @EnumSource(Platform.class)
    void a_hold_that_waits_for_its_turn_leaves_only_where_it_would_be_decided_anew(Platform platform)
            throws IOException {
        try (Browser browser = Browser.start();
                World world = new World(8, platform);
                Product product = Product.start(settings(world))) {
            rules(product, "");
            Await.until("the rules are read", () -> product.log().contains("Other rules are in force"), product::log);
            String gadget = product.url() + "/WebexPresenceConnector_1.xml";
            Desktop desktop = Desktop.openOptional(browser, world, gadget, WITH_GADGET, "&hubConnect=held");
            world.meeting(FIRST).awaitShown(FIRST, HELD);
            MEANWHILE.forEach(id -> {
                world.meeting(id);
                product.awaitPresence(id, "meeting");
            });
            world.meeting(LAST);
            meanwhile(world, product, platform, desktop);

            world.awaitShown(LAST, HELD);
            MEANWHILE.forEach(id -> awaitNotSent(product, id));
            world.awaitShown(WITH_GADGET, GadgetAcceptance.MEETING);
            assertThat(world.puts(WITH_GADGET)).extracting(LoggedRequest::user).containsExactly(WITH_GADGET);
            assertThat(MEANWHILE.subList(0, 5))
                    .allSatisfy(id -> assertThat(world.puts(id)).as(id).isEmpty());
        }
    }

    private static void meanwhile(World world, Product product, Platform platform, Desktop desktop) throws IOException {
        desktop.page().evaluate("pretendDesktop.connectHubs()");
        desktop.awaitConnected();
        world.agent(RINGING).callArrives(CallKind.ICD);
        world.agent(IN_WRAP_UP).systemSets(platform == Platform.CCE ? AgentState.WORK_READY : AgentState.WORK, 0);
        assertThat(product.postAsAdmin("/api/v1/agents/" + PAUSED + "/pause?minutes=5")
                        .statusCode())
                .isEqualTo(200);
        rules(product, "  \"" + AFTER_HOURS + "\": {hours: {zone: UTC, mon-sun: \"" + anotherHour() + "\"}}\n");
        assertThat(MEANWHILE).allSatisfy(id -> assertThat(world.puts(id)).as(id).isEmpty());
    }

    /// Rules by which one agent's presence is stale soon after it was told.
    private static void rules(Product product, String more) throws IOException {
        Files.writeString(
                product.folder().resolve("rules.yml"), "agents:\n  \"" + STALE + "\": {stale-after: 3s}\n" + more);
    }

    /// Working hours that are not now.
    private static String anotherHour() {
        String hour = DateTimeFormatter.ofPattern("HH")
                .format(LocalTime.now(ZoneOffset.UTC).plusHours(6));
        return hour + ":00-" + hour + ":30";
    }

    private static void awaitNotSent(Product product, String id) {
        Await.until(
                "the request of " + id + " was not sent",
                () -> new ProductJournal(product)
                        .of(id).stream().anyMatch(entry -> entry.what().equals("not sent")),
                () -> new ProductJournal(product).of(id).toString());
    }

    private static Map<String, String> settings(World world) {
        Map<String, String> env = world.autoMode();
        World.supervisorById(env);
        // One request in 20 s: time enough for all that happens meanwhile, on a slow machine too.
        env.put("PRESENCE_SYNC_FINESSE_PUTS_PER_SECOND", "0.05");
        env.put("PRESENCE_SYNC_FINESSE_PUT_BURST", "1");
        return env;
    }
}
