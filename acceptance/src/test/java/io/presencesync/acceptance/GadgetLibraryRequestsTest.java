package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.simulators.finesse.ApiError;
import io.presencesync.simulators.finesse.Fault;
import io.presencesync.simulators.finesse.Fault.Spoil;
import org.junit.jupiter.api.Test;

/// What a `User` asks of Finesse: changes of state, and lists of reason codes.
class GadgetLibraryRequestsTest extends GadgetLibrary {
    private static final String LOADED = "const user = await probe.loaded();\n";

    private static final String HANDLERS = """
            const answers = [];
            const handlers = {
              success: (answer) => answers.push(["success", answer]),
              error: (answer) => answers.push(["error", answer]),
            };
            const answered = (count) => probe.until(() => answers.length >= count);
            """;

    private static final String ASKED = """
            const [reason] = await new Promise((success) => user.getNotReadyReasonCodes({ success }));
            user.setState("NOT_READY", reason, handlers);
            const { requestId } = probe.requests.at(-1).HEADERS;
            """;

    private void atReasonCodes(Fault.Effect effect) {
        probe().finesse.faults().add(Fault.on("GET", LibraryProbe.PATH + "/ReasonCodes", 1, effect));
    }

    @Test
    void a_state_is_asked_for_with_the_reasons_id_and_without_one_when_there_is_no_reason() {
        assertThat(run(LOADED + """
                probe.answer(202);
                probe.answer(202);
                probe.answer(202);
                const chained = user.setState("NOT_READY", { id: "7", label: "Lunch" }) === user;
                user.setState("NOT_READY", undefined, {});
                user.logout({ id: "9" });
                return [chained, probe.requests.slice(1).map((request) => request.POST_DATA)];
                """)).isEqualTo("""
                [true,["<User><state>NOT_READY</state><reasonCodeId>7</reasonCodeId></User>",\
                "<User><state>NOT_READY</state></User>","<User><state>LOGOUT</state><reasonCodeId>9</reasonCodeId></User>"]]\
                """.replace("<", "\\u003c").replace(">", "\\u003e"));
    }

    @Test
    void a_change_carries_an_id_of_its_own_and_wants_all_headers_of_the_answer() {
        assertThat(run(LOADED + """
                probe.answer(202);
                probe.answer(202);
                user.setState("READY");
                user.setState("READY");
                const [one, two] = probe.requests.slice(1);
                const { requestId, "Content-Type": type } = one.HEADERS;
                return [one.METHOD, new URL(one.url).search, /^[0-9a-f-]{36}$/.test(requestId), requestId === two.HEADERS.requestId,
                  type, one.GET_FULL_HEADERS];
                """)).isEqualTo("[\"PUT\",\"\",true,false,\"application/xml\",\"true\"]");
    }

    @Test
    void a_change_takes_the_id_that_is_made_for_it_and_a_refusal_by_that_id_finds_its_handler() {
        assertThat(run(LOADED + HANDLERS + """
                const { Utilities } = finesse.utilities;
                const { generateUUID } = Utilities;
                Utilities.generateUUID = () => "ours";
                probe.answer(202);
                user.setState("READY", undefined, handlers);
                Utilities.generateUUID = generateUUID;
                await answered(1);
                const apiErrors = { apiError: { errorData: "265", errorMessage: "m", errorType: "Invalid State" } };
                await probe.event({ event: "PUT", requestId: "ours", data: { apiErrors } });
                await answered(2);
                return [probe.requests.at(-1).HEADERS.requestId, answers.map(([kind]) => kind)];
                """)).isEqualTo("[\"ours\",[\"success\",\"error\"]]");
    }

    @Test
    void success_means_accepted_and_the_event_is_not_told_again() {
        assertThat(run(LOADED + HANDLERS + ASKED + """
                await answered(1);
                const [kind, { status, content, object, error }] = answers[0];
                await probe.heard("change NOT_READY");
                await probe.event({ event: "PUT", requestId, data: { user: { state: "NOT_READY" } } });
                return [kind, status, content, object, error === undefined, answers.length];
                """)).isEqualTo("[\"success\",202,\"\",{},true,1]");
    }

    @Test
    void a_refusal_by_event_comes_as_an_error_of_status_400_once() {
        probe().finesse
                .faults()
                .add(Fault.onPut(
                        LibraryProbe.AGENT, 1, new Fault.RefuseLater(new ApiError("Invalid State", "33", "busy"))));
        assertThat(run(LOADED + HANDLERS + ASKED + """
                await answered(2);
                const again = { apiErrors: { apiError: { errorType: "Invalid State" } } };
                await probe.event({ event: "PUT", requestId, data: again });
                const [, { status, object, error }] = answers.find(([kind]) => kind === "error");
                return [answers.map(([kind]) => kind).sort(), status, object.ApiErrors.ApiError, error === undefined, probe.told];
                """)).isEqualTo("""
                [["error","success"],400,{"ErrorData":"33","ErrorMessage":"busy","ErrorType":"Invalid State"},true,["load READY"]]""");
    }

    @Test
    void a_refusal_of_somebody_elses_request_or_without_a_handler_is_not_told() {
        assertThat(run(LOADED + HANDLERS + """
                const data = { apiErrors: { apiError: { errorType: "Invalid State" } } };
                probe.answer(202);
                user.setState("READY", undefined, handlers);
                probe.answer(202);
                user.setState("READY");
                await answered(1);
                await probe.event({ event: "PUT", requestId: "another", data });
                await probe.event({ event: "PUT", requestId: null, data });
                await probe.event({ event: "PUT", requestId: probe.requests[2].HEADERS.requestId, data });
                return [answers.length, probe.faults];
                """)).isEqualTo("[1,[]]");
    }

    @Test
    void a_refusal_at_once_is_an_error_and_what_comes_later_by_event_is_not_told() {
        probe().finesse
                .faults()
                .add(Fault.onPut(
                        LibraryProbe.AGENT, 1, new Fault.Status(400, new ApiError("Invalid Input", "x", "y"))));
        assertThat(run(LOADED + HANDLERS + """
                user.setState("NOT_READY", undefined, handlers);
                await answered(1);
                const { requestId } = probe.requests[1].HEADERS;
                const data = { apiErrors: { apiError: { errorType: "Invalid State" } } };
                await probe.event({ event: "PUT", requestId, data });
                const [kind, { status, object, error }] = answers[0];
                return [kind, status, object.ApiErrors.ApiError.ErrorType, error === undefined, answers.length];
                """)).isEqualTo("[\"error\",400,\"Invalid Input\",true,1]");
    }

    @Test
    void what_a_handler_of_an_answer_throws_is_an_error_of_the_page() {
        assertThat(run(LOADED + """
                user.setState("READY", undefined, { success: () => { throw new Error("the gadget's own"); } });
                await probe.until(() => probe.faults.length);
                return probe.faults[0].includes("own");
                """)).isEqualTo("true");
    }

    @Test
    void reason_codes_have_label_and_id_and_in_newer_releases_the_rest() {
        String first = run(LOADED + HANDLERS + """
                user.getNotReadyReasonCodes(handlers);
                await answered(1);
                const [kind, codes] = answers[0];
                const { label, id, ...rest } = codes[0];
                const { searchParams, pathname } = new URL(probe.requests[1].url);
                return [kind, typeof label, /^\\d+$/.test(id), "code" in rest, Object.keys(rest).length > 0,
                  searchParams.get("category"), pathname];
                """);
        assertThat(first)
                .isEqualTo("[\"success\",\"string\",true," + !library.isRelease105() + "," + !library.isRelease105()
                        + ",\"NOT_READY\",\"/finesse/api/User/1001/ReasonCodes\"]");
    }

    @Test
    void a_single_reason_code_is_a_list_too() {
        atReasonCodes(new Fault.Rewrite(Spoil.BODY, """
                <ReasonCodes category="LOGOUT"><ReasonCode><uri>/finesse/api/ReasonCode/5</uri><label>Caf&#233; &amp; tea</label>\
                </ReasonCode></ReasonCodes>"""));
        assertThat(run(LOADED + HANDLERS + """
                user.getSignoutReasonCodes(handlers);
                await answered(1);
                const [, [{ label, id }, ...more]] = answers[0];
                return [label, id, more.length];
                """)).isEqualTo("[\"Café \\u0026 tea\",\"5\",0]");
    }

    @Test
    void an_empty_list_of_reason_codes_is_a_success_of_undefined() {
        atReasonCodes(new Fault.Rewrite(Spoil.BODY, "<ReasonCodes category=\"NOT_READY\"/>"));
        assertThat(run(LOADED + HANDLERS + """
                user.getNotReadyReasonCodes(handlers);
                await answered(1);
                return [answers[0][0], answers[0][1] === undefined];
                """)).isEqualTo("[\"success\",true]");
    }

    @Test
    void a_list_without_its_category_or_without_its_element_throws_and_answers_nobody() {
        for (String body : new String[] {"<ReasonCodes/>", "", "<Other/>"}) {
            atReasonCodes(new Fault.Rewrite(Spoil.BODY, body));
            assertThat(run(LOADED + HANDLERS + """
                    user.getNotReadyReasonCodes(handlers);
                    await probe.until(() => probe.faults.length);
                    return [answers.length, probe.faults[0].includes("ReasonCode")];
                    """)).as(body).isEqualTo("[0,true]");
            fresh();
        }
    }

    @Test
    void a_refused_list_of_reason_codes_is_an_error_with_finesses_words() {
        atReasonCodes(new Fault.Status(401, new ApiError("Authorization Failure", "", "")));
        assertThat(run(LOADED + HANDLERS + """
                user.getNotReadyReasonCodes(handlers);
                await answered(1);
                const [kind, { status, object }] = answers[0];
                return [kind, status, object.ApiErrors.ApiError.ErrorType];
                """)).isEqualTo("[\"error\",401,\"Authorization Failure\"]");
    }

    @Test
    void a_handler_that_is_none_is_refused() {
        assertThat(run(LOADED + """
                return [probe.thrown(() => user.setState("READY", undefined, { success: "text" })), probe.requests.length];
                """)).isEqualTo("[\"handler must be a function\",1]");
    }
}
