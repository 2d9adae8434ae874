package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged product with its supervisor's password in a file.
class ChangedPasswordAcceptanceTest {
    private static final String HELD = "NOT_READY Supervisor Initiated";

    @Test
    void a_wrong_password_is_tried_once_and_a_mended_file_is_picked_up_without_a_restart(@TempDir Path folder)
            throws IOException {
        Path file = Files.writeString(folder.resolve("supervisor-password"), "wrong\n");
        try (World world = new World(2)) {
            Map<String, String> env = world.serverMode();
            env.remove("FINESSE_SUPERVISOR_TOKEN");
            env.put("PRESENCE_SYNC_FINESSE_SUPERVISOR_USER", "boss");
            env.put("PRESENCE_SYNC_FINESSE_SUPERVISOR_PASSWORD_FILE", file.toString());
            try (Product product = Product.start(env)) {
                world.meeting("1001");
                Await.until("it is said", () -> product.log().contains("refused the supervisor account"), product::log);
                Await.quiet(Duration.ofSeconds(3));
                assertThat(refusals(world)).isEqualTo(1);
                assertThat(world.finesse.notifications().signIns()).isZero();
                assertThat(product.get("/health").body())
                        .contains("bad_credentials")
                        .contains(file.toString());

                Files.writeString(file, "boss-secret\n");
                Await.until("he is held", () -> world.shown("1001").equals(HELD), product::log);
                Await.until(
                        "told by the notifications",
                        () -> world.finesse.notifications().sessions().size() == 1,
                        product::log);
                assertThat(product.get("/health").body()).doesNotContain("bad_credentials");
                assertThat(refusals(world)).isEqualTo(1);
            }
        }
    }

    private static long refusals(World world) {
        return world.finesse.requests().all().stream()
                .filter(request -> request.status() == 401)
                .count();
    }
}
