package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.simulators.finesse.Fault;
import org.junit.jupiter.api.Test;

/// The hub before it is connected, and the container's own interface, which is ours beneath every library.
class GadgetLibraryContainerTest extends GadgetLibrary {
    @Test
    void the_hub_throws_until_it_is_connected() {
        probe().fresh("hubConnect=held");
        assertThat(run("""
                const { Hub } = gadgets;
                return [Hub.isConnected(), ...[() => Hub.subscribe("a", () => {}), () => Hub.publish("a", {}),
                  () => Hub.unsubscribe("1")].map(probe.thrown)];
                """)).isEqualTo("[false" + ",\"OpenAjax.hub.Error.Disconnected\"".repeat(3) + "]");
    }

    @Test
    void a_hub_that_connects_late_says_so_once() {
        probe().fresh("hubConnect=held");
        run(
                "probe.connected.then(([hub, well]) => probe.told.push(`${hub === gadgets.Hub} ${well} ${hub.isConnected()}`))");
        probe().page("pretendDesktop.connectHubs(); pretendDesktop.connectHubs()");
        assertThat(run("await probe.heard('true true true'); return probe.told"))
                .isEqualTo("[\"true true true\"]");
    }

    @Test
    void who_asks_to_be_told_after_the_page_has_loaded_is_not() {
        probe().fresh("hubConnect=held");
        run("gadgets.HubSettings.onConnect = () => probe.told.push('the new one')");
        probe().page("pretendDesktop.connectHubs()");
        assertThat(run("await probe.connected; return probe.told")).isEqualTo("[]");
    }

    @Test
    void a_library_started_on_a_hub_that_is_not_connected_throws_and_stays_deaf() {
        probe().fresh("hubConnect=held");
        assertThat(run("""
                return [probe.thrown(() => probe.init()), probe.thrown(() => probe.init()), probe.thrown(() => probe.user())];
                """)).isEqualTo("[\"OpenAjax.hub.Error.Disconnected\",\"nothing\",\"nothing\"]");
        probe().page("pretendDesktop.connectHubs()");
        assertThat(run("""
                await probe.connected;
                ClientServices.registerOnDisconnectHandler(() => probe.told.push("disconnected"));
                await probe.connection("failing");
                await probe.event({ event: "PUT", data: { user: { state: "READY" } } });
                return [...probe.told, probe.requests.length];
                """)).isEqualTo("[0]");
    }

    @Test
    void a_library_started_before_there_is_a_hub_never_hears_anything() {
        probe().fresh("early=1");
        assertThat(run("""
                await probe.connected;
                await probe.connection("failing");
                probe.user();
                await probe.connection("recovered");
                return [...probe.told, probe.requests.length];
                """)).isEqualTo("[\"hub undefined\",0]");
    }

    @Test
    void a_hub_delivers_to_the_publisher_too_and_forgets_who_has_left() {
        assertThat(run("""
                const id = gadgets.Hub.subscribe("a", (topic, data) => probe.told.push(`${topic} ${data.n}`));
                gadgets.Hub.publish("a", { n: 1 });
                await probe.heard("a 1");
                gadgets.Hub.unsubscribe(id);
                await probe.publish("a", { n: 2 });
                return [...probe.told, probe.thrown(() => gadgets.Hub.unsubscribe(id))];
                """)).isEqualTo("[\"a 1\",\"OpenAjax.hub.Error.NoSubscription\"]");
    }

    @Test
    void an_event_comes_as_its_node_and_text_and_as_an_object() {
        run("gadgets.Hub.subscribe('finesse.api.User.1001', (_topic, data) => probe.told.push(data))");
        probe().agent().notReady("Lunch");
        assertThat(run("""
                const { content, object } = await probe.until(() => probe.told[0]);
                return [content.startsWith("/finesse/api/User/1001<Update>"), object.Update.event, object.Update.data.user.state];
                """)).isEqualTo("[true,\"PUT\",\"NOT_READY\"]");
    }

    private static final String ASK = """
            const ask = (path, params = {}) => new Promise((resolve) => gadgets.io.makeRequest(path, resolve, params));
            const HEADERS = { Authorization: `Basic ${sessionStorage.getItem("userFinesseAuth")}` };
            """;

    @Test
    void the_container_answers_with_text_and_data_and_tells_headers_only_when_asked() {
        assertThat(run(ASK + """
                const plain = await ask("/finesse/api/User/1001", { HEADERS });
                const full = await ask("/finesse/api/User/1001", { HEADERS, GET_FULL_HEADERS: "true" });
                return [plain.rc, plain.errors, plain.data === plain.text, plain.headers, full.headers["content-type"]];
                """)).startsWith("[200,[],true,null,[\"application/xml");
    }

    @Test
    void a_refusal_comes_with_its_text_and_without_data() {
        assertThat(run(ASK + """
                const { rc, errors, text, data } = await ask("/finesse/api/User/nobody", { HEADERS });
                return [rc, errors, text.includes("<ApiErrors>"), data === undefined];
                """)).isEqualTo("[401,[\"401 Error\"],true,true]");
    }

    @Test
    void no_answer_at_all_has_neither_status_nor_headers() {
        probe().finesse.faults().add(Fault.on("GET", LibraryProbe.PATH, Fault.UNTIL_CLEARED, new Fault.Drop()));
        assertThat(run(ASK + """
                const { rc, errors, text, headers } = await ask("/finesse/api/User/1001", { HEADERS });
                return [rc, errors, text, headers === undefined];
                """)).isEqualTo("[0,[\"0\"],\"\",true]");
    }

    @Test
    void preferences_are_one_object_safe_for_html() {
        assertThat(run("""
                const preferences = new gadgets.Prefs();
                preferences.set("a", "O'Brien <b>");
                preferences.set({ b: "7", c: "true" });
                const other = new gadgets.Prefs();
                return [other === preferences, other.getString("a"), other.getInt("b"), other.getBool("c"), other.getString("d")];
                """))
                .isEqualTo("[true,\"O&#39;Brien &#60;b&#62;\",7,true,\"\"]"
                        .replace("&#39;", "\\u0026#39;")
                        .replace("&#60;", "\\u0026#60;")
                        .replace("&#62;", "\\u0026#62;"));
    }
}
