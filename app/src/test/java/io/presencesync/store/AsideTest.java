package io.presencesync.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.HeardLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.MDC;

class AsideTest {
    @TempDir
    private Path folder;

    @Test
    void what_is_said_of_a_file_names_no_agent_though_an_agents_work_met_it() throws IOException {
        HeardLog log = new HeardLog(Aside.class);
        MDC.put("agent", "1001002");
        try {
            Aside.beside(folder.resolve("holds.log"))
                    .keep(List.of("torn".getBytes(StandardCharsets.UTF_8)), "holds.log");

            assertThat(MDC.get("agent")).isEqualTo("1001002");
        } finally {
            MDC.remove("agent");
            log.close();
        }
        assertThat(log.events())
                .singleElement()
                .satisfies(event -> assertThat(event.getMDCPropertyMap()).isEmpty());
    }
}
