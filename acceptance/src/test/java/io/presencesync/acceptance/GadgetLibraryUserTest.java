package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.simulators.finesse.ApiError;
import io.presencesync.simulators.finesse.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How a `User` is read, kept by events and read again.
class GadgetLibraryUserTest extends GadgetLibrary {
    private static final String LOADED = "const user = await probe.loaded();\n";

    private void atGet(Fault.Effect effect) {
        probe().finesse.faults().add(Fault.on("GET", LibraryProbe.PATH, 1, effect));
    }

    @Test
    void a_user_needs_finesse_container_in_release_10_5() {
        String thrown = run("""
                ClientServices.init(probe.config());
                finesse.container = undefined;
                return probe.thrown(() => probe.user());
                """);
        if (library.isRelease105()) {
            assertThat(thrown).contains("reading 'Config'".replace("'", "\\u0027"));
        } else {
            assertThat(thrown).isEqualTo("\"nothing\"");
        }
    }

    @Test
    void a_user_is_read_once_without_the_cache_and_told_as_loaded() {
        assertThat(run(LOADED + """
                const [{ url, METHOD }] = probe.requests;
                return [probe.told, new URL(url).pathname, /[?]nocache=\\d+$/.test(url), METHOD, user.getId()];
                """)).isEqualTo("[[\"load READY\"],\"/finesse/api/User/1001\",true,null,\"1001\"]");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 500})
    void a_refused_reading_is_told_once_with_finesses_words_and_not_repeated(int status) {
        atGet(new Fault.Status(status, new ApiError("Refused", "", "why")));
        assertThat(run("""
                probe.init();
                let answer;
                probe.user({ onError: (given) => (answer = given) });
                const { status, object, error } = await probe.until(() => answer);
                return [status, object.ApiErrors.ApiError.ErrorType, error === undefined, probe.timers.length];
                """)).isEqualTo("[" + status + ",\"Refused\",true,0]");
    }

    @Test
    void an_answer_that_cannot_be_read_is_an_error_with_its_status_of_success() {
        assertThat(run("""
                probe.init();
                let answer;
                probe.answer(200, "<User><state a=b>READY</state></User>");
                probe.user({ onError: (given) => (answer = given) });
                const { status, error } = await probe.until(() => answer);
                return [status, error.errorType];
                """)).isEqualTo("[200,\"parseError\"]");
    }

    @Test
    void an_answer_that_is_no_user_is_told_with_the_user_itself() {
        assertThat(run("""
                probe.init();
                const answers = [];
                probe.answer(200, "<html><body>Sign in</body></html>");
                const user = probe.user({ onError: (given) => answers.push(given === user) });
                probe.answer(200, "");
                user.refresh();
                await probe.until(() => answers.length === 2);
                return answers;
                """)).isEqualTo("[true,true]");
    }

    @Test
    void a_user_that_ends_too_early_is_loaded_as_far_as_it_goes() {
        assertThat(run("""
                probe.init();
                probe.answer(200, "<User><state>READY</state><extension>10");
                const user = probe.user();
                await probe.heard("load READY");
                const extension = user.getExtension();
                probe.answer(200, "<User><state>HOLD</state");
                user.refresh();
                await probe.heard("change HOLD");
                return [extension, user.getTeamName() === undefined];
                """)).isEqualTo("[\"\",true]");
    }

    @Test
    void an_event_that_overtakes_the_answer_is_overwritten_by_it_and_nobody_is_told() {
        Fault.HoldAnswer hold = new Fault.HoldAnswer();
        atGet(hold);
        run("probe.init(); window.user = probe.user()");
        hold.reached().join();
        var _ = probe().agent().notReady("Lunch");
        assertThat(run("await probe.heard('change NOT_READY'); return [user.getState(), probe.told]"))
                .isEqualTo("[\"NOT_READY\",[\"load NOT_READY\",\"change NOT_READY\"]]");
        hold.release();
        assertThat(run("await probe.until(() => user.getState() === 'READY'); return probe.told.length"))
                .isEqualTo("2");
        assertThat(run("user.refresh(); await probe.until(() => probe.told.length > 2); return probe.told[2]"))
                .isEqualTo("\"change NOT_READY\"");
    }

    @Test
    void an_answer_to_a_later_reading_overwrites_a_newer_event_and_is_told_as_a_change() {
        run("window.user = await probe.loaded()");
        Fault.HoldAnswer hold = new Fault.HoldAnswer();
        atGet(hold);
        run("user.refresh()");
        hold.reached().join();
        var _ = probe().agent().notReady("Lunch");
        run("await probe.heard('change NOT_READY')");
        hold.release();
        assertThat(run("await probe.heard('change READY'); return [user.getState(), probe.told]"))
                .isEqualTo("[\"READY\",[\"load READY\",\"change NOT_READY\",\"change READY\"]]");
    }

    @Test
    void nothing_can_be_asked_of_a_user_before_it_is_loaded() {
        assertThat(run("""
                probe.init();
                probe.answer(500);
                const user = probe.user();
                const calls = ["getState", "getPendingState", "getStateChangeTime", "getFirstName", "getLastName", "getExtension",
                  "getTeamId", "getTeamName", "getNotReadyReasonCodeId", "getReasonCodeLabel", "isPendingStateChange", "isWrapUp",
                  "hasSupervisorRole", "getSupervisedTeams", "isMobileAgent", "setState", "logout", "login", "isLoaded"];
                const words = "Cannot operate on object that is not fully instantiated, use onLoad/onLoadError handlers";
                return [calls.filter((call) => probe.thrown(() => user[call]("READY")) !== words), user.getData()];
                """)).isEqualTo("[[],{}]");
    }

    @Test
    void what_is_not_there_is_told_as_an_empty_text_null_or_nothing_at_all() {
        assertThat(run("""
                probe.init();
                probe.answer(200, `<User><firstName/><pendingState/><extension></extension><stateChangeTime/><teamId/>
                  <reasonCodeId>-1</reasonCodeId><state>NOT_READY</state><roles><role>Agent</role></roles></User>`);
                const user = probe.user();
                await probe.heard("load NOT_READY");
                return [user.getFirstName(), user.getPendingState(), user.getExtension(), user.getStateChangeTime(), user.getTeamId(),
                  user.getNotReadyReasonCodeId() === undefined, user.getReasonCodeLabel(), user.getSupervisedTeams(),
                  user.hasAgentRole(), user.hasSupervisorRole(), user.isMobileAgent()];
                """)).isEqualTo("[\"\",\"\",\"\",null,null,true,\"\",[],true,false,false]");
    }

    @Test
    void the_reason_is_understood_in_small_letters_and_by_release_10_5_only_so() {
        String told = run("""
                const reason = (name) => `<reasonCodeId>7</reasonCodeId><${name}><label>Lunch</label></${name}>`;
                probe.init();
                probe.answer(200, probe.xml("NOT_READY", reason("ReasonCode")));
                const user = probe.user();
                await probe.heard("load NOT_READY");
                const capital = user.getReasonCodeLabel();
                await probe.event({ event: "PUT", data: { user: { state: "READY", reasonCode: { label: "Lunch" } } } });
                return [capital, user.getReasonCodeLabel(), typeof user.getReasonCode];
                """);
        assertThat(told)
                .isEqualTo(
                        library.isRelease105()
                                ? "[\"\",\"Lunch\",\"undefined\"]"
                                : "[\"Lunch\",\"Lunch\",\"function\"]");
    }

    @Test
    void a_change_is_pending_by_the_state_alone() {
        assertThat(run(LOADED + """
                const pending = [];
                for (const state of Object.keys(finesse.restservices.User.States).filter((name) => !name.startsWith("_"))) {
                  await probe.event({ event: "PUT", data: { user: { state, pendingState: "NOT_READY" } } });
                  user.isPendingStateChange() && pending.push(state);
                }
                return [pending, user.getPendingState()];
                """)).isEqualTo("[[\"RESERVED_OUTBOUND_PREVIEW\",\"TALKING\",\"HOLD\"],\"NOT_READY\"]");
    }

    @Test
    void an_id_that_is_no_text_is_neither_read_nor_refused_until_it_is_read_again() {
        assertThat(run("""
                probe.init();
                const user = probe.user({ id: 1001 });
                return [probe.told, probe.requests.length, probe.thrown(() => user.refresh())];
                """)).isEqualTo("[[],0,\"Can\\u0027t construct a \\u003cUser\\u003e due to invalid id type.\"]");
    }

    @Test
    void a_second_user_of_the_same_id_gets_an_error_without_words_and_is_not_read() {
        assertThat(run(LOADED + """
                probe.user();
                return [probe.told, probe.requests.length];
                """)).isEqualTo("[[\"load READY\",\"error undefined\"],1]");
    }

    @Test
    void an_event_is_told_by_its_kind_and_in_small_letters_changes_the_user_silently() {
        assertThat(run(LOADED + """
                for (const event of ["PUT", "POST", "DELETE", "put"]) {
                  await probe.event({ event, data: { user: { state: event } } });
                }
                return [probe.told, user.getState()];
                """)).isEqualTo("""
                [["load READY","change PUT","add POST","delete DELETE"],"put"]""");
    }

    @Test
    void an_event_without_a_user_is_not_told() {
        assertThat(run(LOADED + """
                await probe.event({ event: "PUT", data: { apiErrors: { apiError: { errorType: "Invalid State" } } } });
                await probe.event({ event: "PUT", data: null });
                await probe.event({ event: "PUT", data: { User: { state: "HOLD" } } });
                return probe.told;
                """)).isEqualTo("[\"load READY\",\"change HOLD\"]");
    }

    @Test
    void a_handler_that_throws_or_is_none_hinders_nobody() {
        assertThat(run("""
                probe.init();
                const user = probe.user({
                  onLoad: () => { probe.told.push("loaded"); throw new Error("the gadget's own"); },
                  onChange: "text",
                });
                user.addHandler("change", () => probe.told.push("changed"));
                await probe.heard("loaded");
                await probe.event({ event: "PUT", data: { user: { state: "HOLD" } } });
                user.addHandler("load", () => probe.told.push("loaded before"));
                return [probe.told, probe.faults];
                """)).isEqualTo("[[\"loaded\",\"changed\",\"loaded before\"],[]]");
    }

    @Test
    void a_user_may_be_given_its_data_and_may_do_without_events() {
        assertThat(run("""
                probe.init();
                probe.user({ data: { user: { state: "HOLD" } }, autoSubscribe: false });
                await probe.event({ event: "PUT", data: { user: { state: "READY" } } });
                return [probe.told, probe.requests.length];
                """)).isEqualTo("[[\"load HOLD\"],0]");
    }

    @Test
    void a_user_that_is_unsubscribed_hears_nothing_and_is_not_read_at_recovery() {
        assertThat(run(LOADED + """
                user.unsubscribe();
                await probe.event({ event: "PUT", data: { user: { state: "HOLD" } } });
                await probe.connection("recovered");
                return [probe.told, probe.requests.length];
                """)).isEqualTo("[[\"load READY\"],1]");
    }

    @Test
    void events_are_not_told_while_the_connection_fails_even_when_it_is_told_as_connected() {
        assertThat(run(LOADED + """
                const event = (state) => probe.event({ event: "PUT", data: { user: { state } } });
                await probe.connection("failing");
                await event("HOLD");
                await probe.connection("connected");
                await event("WORK");
                const kept = user.getState();
                await probe.connection("recovered");
                await probe.heard("change READY");
                await event("TALKING");
                return [kept, ...probe.told];
                """)).isEqualTo("[\"READY\",\"load READY\",\"change READY\",\"change TALKING\"]");
    }

    @Test
    void events_are_told_through_every_other_state_of_the_connection() {
        assertThat(run(LOADED + """
                for (const status of ["conflict", "connecting", "disconnected", "reconnecting", "unauthorized"]) {
                  await probe.connection(status);
                  await probe.event({ event: "PUT", data: { user: { state: status } } });
                }
                return probe.told.slice(1);
                """)).isEqualTo("""
                ["change conflict","change connecting","change disconnected","change reconnecting","change unauthorized"]""");
    }

    @Test
    void a_recovery_that_is_told_twice_reads_once() {
        assertThat(run(LOADED + """
                await probe.connection("recovered");
                await probe.connection("recovered");
                await probe.heard("change READY");
                return [probe.requests.length, probe.told];
                """)).isEqualTo("[2,[\"load READY\",\"change READY\"]]");
    }

    @Test
    void a_user_may_be_left_out_of_the_readings_at_recovery() {
        assertThat(run("""
                await probe.loaded({ doNotRefresh: true });
                await probe.connection("recovered");
                return probe.requests.length;
                """)).isEqualTo("1");
    }

    @Test
    void a_reading_at_recovery_is_repeated_ten_times_ten_seconds_apart_and_then_told_as_an_error() {
        assertThat(run(LOADED + """
                for (let i = 0; i < 20; i++) probe.answer(401);
                await probe.connection("recovered");
                const waits = [];
                for (let i = 0; i < 10; i++) {
                  waits.push((await probe.until(() => probe.timers[0])).delay);
                  probe.runTimers();
                }
                await probe.heard("error 401");
                return [[...new Set(waits)], waits.length, probe.requests.length, probe.told, probe.timers.length];
                """)).isEqualTo("[[10000],10,12,[\"load READY\",\"error 401\"],0]");
    }

    @Test
    void a_reading_at_recovery_that_comes_right_later_is_told_as_a_change() {
        assertThat(run(LOADED + """
                probe.answer(500);
                probe.answer(200, "<Other/>");
                await probe.connection("recovered");
                for (let i = 0; i < 2; i++) {
                  await probe.until(() => probe.timers.length);
                  probe.runTimers();
                }
                await probe.heard("change READY");
                return probe.told;
                """)).isEqualTo("[\"load READY\",\"change READY\"]");
    }
}
