package io.presencesync.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpTest {
    private final Vertx vertx = Vertx.vertx();
    private final Http http = new Http(vertx, new HttpClientOptions(), 1);

    @AfterEach
    void close() throws Exception {
        http.close();
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void a_header_that_cannot_be_sent_fails_without_its_value() {
        HttpCall call = new HttpCall(
                "GET",
                URI.create("http://127.0.0.1:9/"),
                Map.of("Authorization", "Bearer hidden\nsecond"),
                null,
                Duration.ofSeconds(30));
        HttpFailure failure = catchThrowableOfType(HttpFailure.class, () -> http.send(call));
        assertThat(failure).hasMessageContaining("not allowed").hasMessageNotContaining("hidden");
        assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.UNREACHABLE);
    }
}
