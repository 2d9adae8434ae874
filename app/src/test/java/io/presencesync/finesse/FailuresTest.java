package io.presencesync.finesse;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.net.HttpAnswer;
import io.presencesync.net.HttpFailure;
import io.presencesync.presence.Outcome.Failed;
import io.presencesync.presence.Outcome.Failure;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FailuresTest {
    static String error(String type, String data) {
        return "<ApiErrors><ApiError><ErrorType>" + type + "</ErrorType><ErrorMessage>m</ErrorMessage><ErrorData>"
                + data + "</ErrorData></ApiError></ApiErrors>";
    }

    @ParameterizedTest
    @CsvSource({
        "503, Service Unavailable, RETRY",
        "500, Internal Server Error, RETRY",
        "502, '', RETRY",
        "504, '', RETRY",
        "429, '', RETRY",
        "408, '', RETRY",
        "301, '', RETRY",
        "400, Invalid State, WAIT_FOR_STATE",
        "401, Invalid State, WAIT_FOR_STATE",
        "401, Invalid Supervisor, THIS_AGENT_ONLY",
        "401, Invalid Authorization User Specified, THIS_AGENT_ONLY",
        "401, Invalid Authorization Specified, THIS_AGENT_ONLY",
        "404, User Not Found, THIS_AGENT_ONLY",
        "404, '', THIS_AGENT_ONLY",
        "403, Forbidden, THIS_AGENT_ONLY",
        "400, Invalid Input, THIS_AGENT_ONLY",
        "400, Parameter Missing, THIS_AGENT_ONLY",
        "400, '', THIS_AGENT_ONLY",
        "401, Authorization Failure, ACCOUNT_STOPPED",
        "401, '', ACCOUNT_STOPPED",
        "401, Something New, ACCOUNT_STOPPED"
    })
    void an_answer_has_the_class_of_the_outcomes_table(int status, String type, Failure expected) {
        String body = type.isEmpty() ? "<html>no envelope" : error(type, "");
        assertThat(Failures.of(new HttpAnswer(status, Map.of(), body)).failure())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(HttpFailure.Kind.class)
    void silence_is_retried(HttpFailure.Kind kind) {
        Failed failed = Failures.of(new HttpFailure(kind, "no answer", new IOException()));
        assertThat(failed.failure()).isEqualTo(Failure.RETRY);
    }

    @Test
    void type_message_and_data_reach_the_operator() {
        Failed failed = Failures.of(new HttpAnswer(400, Map.of(), error("Invalid Input", "not_allowed")));
        assertThat(failed.errorType()).isEqualTo("Invalid Input");
        assertThat(failed.message()).isEqualTo("HTTP 400 Invalid Input: m [not_allowed]");
    }

    @Test
    void a_redirect_names_the_address_to_set() {
        Failed failed = Failures.of(new HttpAnswer(301, Map.of("location", "https://fin1:8445/x"), ""));
        assertThat(failed.message()).contains("https://fin1:8445/x").contains("FINESSE_BASE_URL");
    }
}
