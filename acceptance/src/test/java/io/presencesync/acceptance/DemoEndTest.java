package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The demo leaves nothing behind, and says so when one of its products dies.
class DemoEndTest {
    @ParameterizedTest
    @CsvSource({"both,2", "gadget,1", "supervisor,1"})
    void told_to_end_it_leaves_no_process_and_no_file(String mode, int products) {
        try (DemoProcess demo = DemoProcess.start(Map.of(), "--mode", mode)) {
            List<ProcessHandle> children = demo.children();
            assertThat(children).hasSize(products);
            assertThat(demo.temporary()).isNotEmptyDirectory();
            assertThat(demo.terminate()).isEqualTo(143);
            assertThat(children).noneMatch(ProcessHandle::isAlive);
            assertThat(demo.temporary()).isEmptyDirectory();
        }
    }

    @Test
    void when_a_product_dies_it_says_so_and_ends_with_an_error() {
        try (DemoProcess demo = DemoProcess.start(Map.of())) {
            List<ProcessHandle> children = demo.children();
            assertThat(children.getFirst().destroyForcibly()).isTrue();
            assertThat(demo.awaitEnd()).isEqualTo(1);
            assertThat(demo.output()).contains("has ended with code 137", "Listening on 127.0.0.1");
            assertThat(children).noneMatch(ProcessHandle::isAlive);
            assertThat(demo.temporary()).isEmptyDirectory();
        }
    }
}
