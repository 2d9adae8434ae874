package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The packaged product is told to end while presences and agents' states stream in.
class StopUnderLoadAcceptanceTest {
    private static final int AGENTS = 60;

    @Test
    void a_stop_while_events_stream_in_logs_no_fault_for_each_of_them() throws Exception {
        try (World world = new World(AGENTS)) {
            Map<String, String> env = world.serverMode();
            env.put("PRESENCE_SYNC_FINESSE_PUTS_PER_SECOND", "20");
            try (Product product = Product.start(env)) {
                AtomicBoolean over = new AtomicBoolean();
                Thread load = Thread.ofPlatform().start(() -> stream(world, over));
                world.awaitShown("1001", "NOT_READY Supervisor Initiated");
                Await.until(
                        "requests are queued",
                        () -> world.finesse.requests().all().size() > AGENTS,
                        product::log);

                assertThat(product.terminate()).isEqualTo(143);
                over.set(true);
                load.join();

                assertThat(afterTheWord("Presence Sync stops", product.log()))
                        .as("from the stop on")
                        .noneMatch(line -> line.contains(" ERROR ") || line.startsWith("\t"))
                        .anyMatch(line -> line.contains("Presence Sync has stopped"));
            }
        }
    }

    private static List<String> afterTheWord(String word, String log) {
        return log.substring(log.indexOf(word)).lines().toList();
    }

    /// Everybody to a meeting and back, again and again, from all sides.
    private static void stream(World world, AtomicBoolean over) {
        for (int round = 0; !over.get(); round++) {
            boolean meeting = round % 2 == 0;
            IntStream.range(World.FIRST, World.FIRST + AGENTS)
                    .mapToObj(Integer::toString)
                    .forEach(id -> {
                        if (meeting) {
                            world.meeting(id);
                        } else {
                            world.presence(id, "active");
                        }
                    });
        }
    }
}
