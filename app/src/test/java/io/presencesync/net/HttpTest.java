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
import org.junit.jupiter.api.Timeout;

class HttpTest {
    private final Vertx vertx = Vertx.vertx();
    private final Http http = new Http(vertx, new HttpClientOptions(), 1);

    @AfterEach
    void close() throws Exception {
        http.close();
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    @Timeout(20)
    void a_call_that_begins_after_the_end_fails_at_once_and_says_why() throws Exception {
        assertEnded(http::close);
        assertEnded(() -> vertx.close().await(10, TimeUnit.SECONDS));
    }

    private void assertEnded(ThrowingRunnable end) throws Exception {
        end.run();
        HttpFailure failure = catchThrowableOfType(HttpFailure.class, () -> http.send(call(Map.of())));
        assertThat(failure).hasMessageContaining("ended");
        assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.UNREACHABLE);
        assertThat(failure.neverSent()).isTrue();
    }

    /// What may throw anything.
    private interface ThrowingRunnable {
        void run() throws Exception;
    }

    private static HttpCall call(Map<String, String> headers) {
        return new HttpCall("GET", URI.create("http://127.0.0.1:9/"), headers, null, Duration.ofMinutes(1));
    }

    @Test
    void a_header_that_cannot_be_sent_fails_without_its_value() {
        HttpCall call = call(Map.of("Authorization", "Bearer hidden\nsecond"));
        HttpFailure failure = catchThrowableOfType(HttpFailure.class, () -> http.send(call));
        assertThat(failure).hasMessageContaining("not allowed").hasMessageNotContaining("hidden");
        assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.UNREACHABLE);
    }
}
