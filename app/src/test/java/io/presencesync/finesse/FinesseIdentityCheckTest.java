package io.presencesync.finesse;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.engine.IdentityCheck.Result;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class FinesseIdentityCheckTest {
    private final ScriptedFinesse finesse = new ScriptedFinesse();
    private final FinesseLink link = finesse.link(null, "boss");

    @AfterEach
    void close() {
        link.close();
        finesse.close();
    }

    private Result check(String user, Secret header) {
        return link.identityCheck().check(new FinesseUserId(user), header);
    }

    private static Secret basic(String user) {
        return ScriptedFinesse.account(user).credentials().header();
    }

    @Test
    void an_agents_own_header_proves_him() {
        finesse.user("1001", "<firstName>Ann</firstName>");

        assertThat(check("1001", basic("1001")))
                .isEqualTo(new Result.Proven(new FinesseUserId("1001"), "n1001", "Ann"));
        assertThat(check("1001", basic("N1001"))).isInstanceOf(Result.Proven.class);
        assertThat(check("1001", new Secret("Bearer token"))).isInstanceOf(Result.Proven.class);
        assertThat(finesse.seen.get(0).headers())
                .containsEntry("Authorization", basic("1001").reveal());
    }

    @Test
    void a_login_name_is_answered_with_the_login_id() {
        finesse.on("GET", "User/n1001", 200, ScriptedFinesse.userXml("1001", ""));
        assertThat(check("n1001", basic("n1001")))
                .isEqualTo(new Result.Proven(new FinesseUserId("1001"), "n1001", "n1001"));
    }

    @Test
    void a_supervisor_who_can_read_the_agent_is_not_the_agent() {
        finesse.user("1001", "");
        assertThat(check("1001", basic("boss"))).isInstanceOf(Result.Refused.class);
    }

    @Test
    void an_answer_about_somebody_else_proves_nothing() {
        finesse.on("GET", "User/1001", 200, ScriptedFinesse.userXml("1002", ""));
        assertThat(check("1001", basic("1001"))).isInstanceOf(Result.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404})
    void what_finesse_refuses_is_refused(int status) {
        finesse.on("GET", "User/1001", status, "");
        assertThat(check("1001", basic("1001"))).isInstanceOf(Result.Refused.class);
        assertThat(link.health().code()).isNotEqualTo("bad_credentials");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503})
    void a_finesse_in_trouble_proves_nothing_and_refuses_nobody(int status) {
        finesse.on("GET", "User/1001", status, "");
        assertThat(check("1001", basic("1001"))).isInstanceOf(Result.Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic %%%", "Basic !\r\nX: y", "Bearer a\r\nX: y"})
    void a_broken_header_is_refused_and_never_repeated(String header) {
        finesse.user("1001", "");
        Result result = check("1001", new Secret(header));
        assertThat(result).isInstanceOf(Result.Refused.class);
        assertThat(result.toString()).doesNotContain("X: y").doesNotContain("%%%");
        assertThat(finesse.asked()).isEmpty();
    }

    @Test
    void guessing_passwords_through_us_ends_before_finesse_locks_the_agent() {
        finesse.on("GET", "User/1001", 401, "");
        for (int i = 0; i < 10; i++) {
            assertThat(check("1001", basic("1001"))).isInstanceOf(Result.Refused.class);
        }
        assertThat(finesse.asked()).hasSizeLessThan(5);
    }
}
