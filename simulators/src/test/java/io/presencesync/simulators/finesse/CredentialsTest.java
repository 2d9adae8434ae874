package io.presencesync.simulators.finesse;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CredentialsTest {
    private final TestCluster cluster = new TestCluster(Platform.CCE);
    private final Wire right = cluster.as("2001");
    private final Wire wrong = Wire.as(cluster.finesse, "2001", "guess");

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void a_wrong_password_and_missing_credentials_are_authorization_failures() {
        HttpResponse<String> answer = wrong.get("/finesse/api/User/2001");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("Authorization Failure", "<ErrorData>2001</ErrorData>", "UNAUTHORIZED");
        assertThat(Wire.nobody(cluster.finesse).get("/finesse/api/User/2001").statusCode())
                .isEqualTo(401);
    }

    @Test
    void five_wrong_passwords_block_the_user_for_five_minutes_without_details() {
        guess(5);

        HttpResponse<String> blocked = right.get("/finesse/api/User/2001");
        assertThat(blocked.statusCode()).isEqualTo(401);
        assertThat(blocked.body()).isEmpty();

        cluster.advance(Duration.ofSeconds(299));
        assertThat(right.get("/finesse/api/User/2001").statusCode()).isEqualTo(401);
        cluster.advance(Duration.ofSeconds(1));
        assertThat(right.get("/finesse/api/User/2001").statusCode()).isEqualTo(200);
    }

    @Test
    void a_right_password_in_between_starts_the_count_again() {
        guess(4);
        assertThat(right.get("/finesse/api/User/2001").statusCode()).isEqualTo(200);
        guess(4);
        assertThat(right.get("/finesse/api/User/2001").statusCode()).isEqualTo(200);
    }

    @Test
    void others_are_not_blocked() {
        guess(5);
        assertThat(cluster.as("1001001").get("/finesse/api/User/1001001").statusCode())
                .isEqualTo(200);
        assertThat(cluster.administrator().get("/finesse/api/Users").statusCode())
                .isEqualTo(200);
    }

    @Test
    void the_administrator_is_blocked_like_anybody() {
        Wire guess = Wire.as(cluster.finesse, "administrator", "guess");
        for (int i = 0; i < 5; i++) {
            guess.get("/finesse/api/Users");
        }
        assertThat(cluster.administrator().get("/finesse/api/Users").statusCode())
                .isEqualTo(401);
        cluster.finesse.unblockUsers();
        assertThat(cluster.administrator().get("/finesse/api/Users").statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_known_token_stands_for_its_user_and_an_unknown_one_for_nobody() {
        cluster.finesse.addToken("token-1", "1001001");
        assertThat(Wire.bearer(cluster.finesse, "token-1")
                        .get("/finesse/api/User/1001001")
                        .statusCode())
                .isEqualTo(200);
        assertThat(Wire.bearer(cluster.finesse, "token-2")
                        .get("/finesse/api/User/1001001")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_login_name_signs_in_as_well() {
        assertThat(Wire.as(cluster.finesse, "csmith", "secret-1001001")
                        .get("/finesse/api/User/1001001")
                        .statusCode())
                .isEqualTo(200);
    }

    private void guess(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(wrong.get("/finesse/api/User/2001").statusCode()).isEqualTo(401);
        }
    }
}
