package io.presencesync.simulators.finesse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LayoutsOnTheWireTest {
    private static final String LAYOUT =
            "&lt;finesseLayout&gt;&lt;layout&gt;&lt;role&gt;Agent&lt;/role&gt;&lt;gadget&gt;https://a/?x=1&amp;amp;y=2"
                    + "&lt;/gadget&gt;&lt;/layout&gt;&lt;/finesseLayout&gt;";

    private final TestCluster cluster = new TestCluster(Platform.CCE);
    private final Wire administrator = cluster.administrator();

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void the_default_layout_is_read_and_replaced_as_escaped_text() {
        assertThat(administrator.get("/finesse/api/LayoutConfig/default").body())
                .startsWith("<LayoutConfig>")
                .contains("<layoutxml>&lt;finesseLayout", "&lt;role&gt;Supervisor");

        assertThat(administrator
                        .put(
                                "/finesse/api/LayoutConfig/default",
                                "<LayoutConfig><layoutxml>" + LAYOUT + "</layoutxml></LayoutConfig>")
                        .statusCode())
                .isEqualTo(200);
        assertThat(administrator.get("/finesse/api/LayoutConfig/default").body())
                .contains("<layoutxml>" + LAYOUT + "</layoutxml>");
    }

    @Test
    void a_layout_that_is_no_layout_is_refused() {
        for (String layout : new String[] {"&lt;a/&gt;", "&lt;finesseLayout&gt;", "text"}) {
            assertThat(administrator
                            .put(
                                    "/finesse/api/LayoutConfig/default",
                                    "<LayoutConfig><layoutxml>" + layout + "</layoutxml></LayoutConfig>")
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void a_team_uses_the_default_until_it_has_its_own() {
        String path = "/finesse/api/Team/500/LayoutConfig";
        assertThat(administrator.get(path).body()).contains("<useDefault>true</useDefault>");

        administrator.put(
                path,
                "<TeamLayoutConfig><useDefault>false</useDefault><layoutxml>" + LAYOUT
                        + "</layoutxml></TeamLayoutConfig>");
        assertThat(administrator.get(path).body())
                .contains("<useDefault>false</useDefault><layoutxml>" + LAYOUT + "</layoutxml>");

        administrator.put(path, "<TeamLayoutConfig><useDefault>true</useDefault></TeamLayoutConfig>");
        assertThat(administrator.get(path).body()).contains("<useDefault>true</useDefault>");
    }

    @Test
    void layouts_are_for_the_administrator() {
        assertThat(cluster.as("2001").get("/finesse/api/LayoutConfig/default").statusCode())
                .isEqualTo(401);
        assertThat(administrator.get("/finesse/api/Team/9/LayoutConfig").statusCode())
                .isEqualTo(404);
    }
}
