package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// `ClientServices`, the desktop's connection, `ClientLogger` and `ContainerServices`.
class GadgetLibraryServicesTest extends GadgetLibrary {
    private static final String LISTEN = """
            probe.init();
            ClientServices.registerOnConnectHandler(() => probe.told.push("connected"));
            ClientServices.registerOnDisconnectHandler(() => probe.told.push("disconnected"));
            await probe.until(() => probe.told.includes("connected"));
            """;

    @Test
    void a_configuration_without_host_rest_host_or_credentials_is_refused() {
        assertThat(run("""
                const lacking = [{}, { host: "" }, { restHost: "" }, { authorization: undefined }];
                return lacking.map((lack, i) =>
                  probe.thrown(() => ClientServices.init(i ? probe.config(lack) : lack)));
                """))
                .isEqualTo(("[" + "'Config object contains invalid properties.',".repeat(4) + "]")
                        .replace(",]", "]")
                        .replace('\'', '"'));
    }

    @Test
    void credentials_without_a_colon_are_refused() {
        assertThat(run("return probe.thrown(() => ClientServices.init(probe.config({ authorization: 'eA==' })))"))
                .isEqualTo("\"String is not colon delimited.\"");
    }

    @Test
    void the_authorization_wins_over_id_and_password_and_is_made_of_them_where_there_is_none() {
        assertThat(run("""
                const given = probe.config({ authorization: btoa("1001:a:b"), id: "other", password: "x" });
                ClientServices.init(given);
                return [given.id, given.password];
                """)).isEqualTo("[\"1001\",\"a:b\"]");
        probe().fresh();
        assertThat(run("""
                const given = probe.config({ authorization: undefined, id: "1001", password: "secret" });
                ClientServices.init(given);
                return given.authorization === btoa("1001:secret");
                """)).isEqualTo("true");
    }

    @Test
    void a_second_configuration_is_ignored_even_a_bad_one() {
        assertThat(run("""
                probe.init({ locale: "de_DE" });
                const again = probe.thrown(() => ClientServices.init({}));
                ClientServices.init(probe.config({ locale: "fr_FR" }));
                probe.answer(200, "");
                ClientServices.makeRequest("/finesse/api/SystemInfo", () => {});
                return [again, probe.requests[0].HEADERS.locale, ClientServices.init({}) === ClientServices];
                """)).isEqualTo("[\"nothing\",\"de_DE\",true]");
    }

    @Test
    void nothing_works_before_the_configuration_is_given() {
        assertThat(run("""
                return [() => ClientServices.subscribe("x", () => {}), () => ClientServices.unsubscribe("x"),
                  () => ClientServices.makeRequest("/x", () => {})].map(probe.thrown);
                """))
                .isEqualTo("["
                        + ",\"ClientServices needs to be inited.\"".repeat(3).substring(1) + "]");
    }

    @Test
    void a_request_carries_credentials_and_locale_and_is_not_cached() {
        assertThat(run("""
                const { authorization } = probe.config();
                probe.init({ restHost: "finesse.example", localhostPort: "8082", locale: "en_GB" });
                probe.answer(200, "");
                ClientServices.makeRequest("/finesse/api/User/1001", () => {});
                const [{ url, HEADERS, REFRESH_INTERVAL }] = probe.requests;
                return [url, HEADERS.Authorization === `Basic ${authorization}`, HEADERS.locale, REFRESH_INTERVAL];
                """)).isEqualTo("[\"http://finesse.example:8082/finesse/api/User/1001\",true,\"en_GB\",0]");
    }

    @Test
    void a_topic_is_subscribed_once_and_left_by_its_name() {
        assertThat(run("""
                probe.init();
                const first = ClientServices.subscribe("a.b", (data) => probe.told.push(`first ${data.n}`));
                const second = ClientServices.subscribe("a.b", (data) => probe.told.push(`second ${data.n}`));
                await probe.publish("a.b", { n: 1 });
                ClientServices.unsubscribe("a.b");
                await probe.publish("a.b", { n: 2 });
                return [first, second, ...probe.told];
                """)).isEqualTo("[true,false,\"first 1\"]");
    }

    @Test
    void the_connection_is_asked_for_and_told_once_for_each_change() {
        assertThat(run(LISTEN + """
                await probe.connection("connected");
                await probe.connection("connecting");
                await probe.connection("connected");
                return [ClientServices.getResourceID(), ...probe.told];
                """)).isEqualTo("[\"desktop\",\"connected\",\"connected\"]");
    }

    @Test
    void a_gadget_is_told_of_failing_and_recovered_and_of_no_other_loss() {
        assertThat(run(LISTEN + """
                for (const status of ["connecting", "disconnected", "conflict", "unauthorized", "reconnecting", "disconnecting",
                    "unloading"]) {
                  await probe.connection(status);
                }
                probe.told.push("now");
                await probe.connection("failing");
                await probe.connection("connected");
                await probe.connection("recovered");
                return probe.told;
                """)).isEqualTo("[\"connected\",\"now\",\"disconnected\",\"connected\"]");
    }

    @Test
    void a_handler_registered_late_is_called_where_its_status_is_the_present_one_and_replaces_the_older() {
        assertThat(run(LISTEN + """
                ClientServices.registerOnConnectHandler(() => probe.told.push("second"));
                await probe.connection("failing");
                ClientServices.registerOnDisconnectHandler(() => probe.told.push("not called: failing is no disconnected"));
                await probe.connection("recovered");
                return [...probe.told, probe.thrown(() => ClientServices.registerOnConnectHandler("text"))];
                """)).isEqualTo("""
                ["connected","second","disconnected","second","Callback is not a function"]""");
    }

    @Test
    void log_lines_go_to_a_topic_of_the_gadget_with_host_and_name_and_errors_have_no_method() {
        assertThat(run("""
                const { ClientLogger } = finesse.cslogger;
                const lines = [];
                gadgets.Hub.subscribe("finesse.clientLogging.Probe", (_topic, line) => lines.push(line));
                ClientLogger.log("before init");
                ClientLogger.init(gadgets.Hub, "Probe", { host: "fin1.example" });
                ClientLogger.log("one");
                const { container } = finesse;
                finesse.container = { Config: { host: "fin2.example" } };
                ClientLogger.init(gadgets.Hub, "Probe");
                ClientLogger.log("two");
                finesse.container = undefined;
                ClientLogger.init(gadgets.Hub, "Probe");
                ClientLogger.log("three");
                finesse.container = container;
                await probe.until(() => lines.length === 3);
                const parts = (line) => [/fin\\d.example|\\?\\.\\?/.exec(line)[0], line.split(": ").at(-1)];
                return [typeof ClientLogger.error, ...lines.map(parts).flat(), lines.some((line) => line.includes("Probe : one"))];
                """))
                .isEqualTo("[\"undefined\",\"fin1.example\",\"one\",\"fin2.example\",\"two\",\"?.?\",\"three\",true]");
    }

    @Test
    void container_services_want_init_first_and_return_themselves() {
        assertThat(run("""
                const early = [() => ContainerServices.addHandler("x", () => {}), () => ContainerServices.makeActiveTabReq()];
                const faults = early.map(probe.thrown);
                probe.init();
                const same = ContainerServices.init() === ContainerServices;
                return [...faults, same, probe.thrown(() => ContainerServices.addHandler("x", "text"))];
                """)).isEqualTo("""
                ["ContainerServices needs to be inited.","Hub is not defined.",true,\
                "addHandler(): Error: handler must be a function"]""");
    }

    @Test
    void the_tab_is_told_only_when_it_comes_to_the_front() {
        assertThat(run("""
                probe.init();
                ContainerServices.init();
                const { ACTIVE_TAB } = ContainerServices.Topics;
                ContainerServices.addHandler(ACTIVE_TAB, () => probe.told.push(`shown ${ContainerServices.tabVisible()}`));
                ContainerServices.makeActiveTabReq();
                await probe.heard("shown true");
                await probe.publish(ACTIVE_TAB, "home");
                await probe.publish(ACTIVE_TAB, "other");
                probe.told.push(`away ${ContainerServices.tabVisible()}`);
                await probe.publish(ACTIVE_TAB, "home");
                return [ContainerServices.getMyTabId(), ...probe.told];
                """)).isEqualTo("[\"home\",\"shown true\",\"away false\",\"shown true\"]");
    }

    @Test
    void a_handler_of_the_container_is_added_once_and_can_be_removed() {
        assertThat(run("""
                probe.init();
                ContainerServices.init();
                const topic = ContainerServices.Topics.TIMER_TICK_EVENT;
                const tick = ({ n }) => probe.told.push(`tick ${n}`);
                ContainerServices.addHandler(topic, tick);
                ContainerServices.addHandler(topic, tick);
                await probe.publish(topic, { n: 1 });
                ContainerServices.removeHandler(topic, tick);
                await probe.publish(topic, { n: 2 });
                return probe.told;
                """)).isEqualTo("[\"tick 1\"]");
    }

    @Test
    void the_credentials_of_the_session_become_a_preference_while_the_library_is_loaded() {
        assertThat(run("""
                const authorization = sessionStorage.getItem("userFinesseAuth");
                return [probe.preferencesSet.length, ...probe.preferencesSet.at(-1).map((text) => text === authorization)];
                """)).isEqualTo("[1,false,true]");
    }
}
