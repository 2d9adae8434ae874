package io.presencesync.simulators.finesse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CallsOnTheWireTest {

    @Test
    void on_cce_not_ready_in_a_call_is_pending_and_comes_true_at_its_end() {
        try (TestCluster cluster = new TestCluster(Platform.CCE)) {
            cluster.agent().signIn().ready().callArrives(CallKind.ICD).answer();
            try (HeardUpdates updates = cluster.listen()) {
                notReady(cluster, "Webex Call");
                assertThat(updates.next()).contains("<state>TALKING</state>", "<pendingState>NOT_READY</pendingState>");
                notReady(cluster, "Lunch");
                assertThat(updates.next()).contains("<pendingState>NOT_READY</pendingState>");

                cluster.agent().endCall();

                assertThat(updates.next())
                        .contains("<state>NOT_READY</state>", "<label>Lunch</label>", "<pendingState></pendingState>");
            }
        }
    }

    @Test
    void on_ccx_ready_in_a_call_and_a_second_not_ready_are_refused_with_265() {
        try (TestCluster cluster = new TestCluster(Platform.CCX)) {
            cluster.agent().signIn().ready().callArrives(CallKind.ICD).answer();
            try (HeardUpdates updates = cluster.listen()) {
                ready(cluster);
                assertThat(updates.next()).contains("<errorData>265</errorData>", "CF_INVALID_AGENT_WORKMODE");
                notReady(cluster, "Webex Call");
                assertThat(updates.next()).contains("<pendingState>NOT_READY</pendingState>");
                notReady(cluster, "Lunch");
                assertThat(updates.next()).contains("<errorData>265</errorData>");

                cluster.agent().endCall();

                assertThat(updates.next()).contains("<state>NOT_READY</state>", "<label>Webex Call</label>");
            }
        }
    }

    @Test
    void on_ccx_a_call_of_his_own_sends_no_event_and_ready_is_refused_with_33() {
        try (TestCluster cluster = new TestCluster(Platform.CCX)) {
            cluster.agent().signIn().notReady("Lunch");
            try (HeardUpdates updates = cluster.listen()) {
                cluster.agent().dial();
                ready(cluster);

                assertThat(updates.next()).contains("<errorData>33</errorData>", "CF_RESOURCE_BUSY");
                cluster.agent().endCall().ready();
                assertThat(updates.next()).contains("<state>READY</state>");
                assertThat(updates.rest()).isEmpty();
            }
        }
    }

    @Test
    void every_step_of_a_call_is_published_on_cce() {
        try (TestCluster cluster = new TestCluster(Platform.CCE)) {
            cluster.agent().signIn().ready().wrapUp(true);
            try (HeardUpdates updates = cluster.listen()) {
                cluster.agent()
                        .callArrives(CallKind.ICD)
                        .answer()
                        .hold()
                        .retrieve()
                        .endCall()
                        .wrapUpEnds();

                for (String state : new String[] {"RESERVED", "TALKING", "HOLD", "TALKING", "WORK_READY", "READY"}) {
                    assertThat(updates.next()).contains("<state>" + state + "</state>");
                }
            }
        }
    }

    @Test
    void wrap_up_ends_by_itself_when_a_time_is_set() {
        FinesseSimulatorOptions options = new FinesseSimulatorOptions().wrapUpTime(java.time.Duration.ofMillis(10));
        try (TestCluster cluster = new TestCluster(options);
                HeardUpdates updates = cluster.listen()) {
            cluster.agent().signIn().ready().callArrives(CallKind.ICD).answer().endCall(true);

            assertThat(updates.nextWhere(xml -> xml.contains("<state>WORK_READY")))
                    .isNotEmpty();
            assertThat(updates.next()).contains("<state>READY</state>");
        }
    }

    @Test
    void after_a_fail_over_of_ccx_reason_and_time_are_unknown() {
        try (TestCluster cluster = new TestCluster(Platform.CCX)) {
            cluster.agent().signIn().notReady("Lunch");
            cluster.finesse.failOver();

            assertThat(cluster.as(TestCluster.AGENT).get(TestCluster.PATH).body())
                    .contains("<reasonCodeId>-1</reasonCodeId>", "<stateChangeTime></stateChangeTime>")
                    .doesNotContain("<ReasonCode>");
        }
    }

    private static void notReady(TestCluster cluster, String label) {
        assertThat(cluster.as(TestCluster.AGENT)
                        .putUser(
                                TestCluster.AGENT,
                                "<state>NOT_READY</state><reasonCodeId>" + cluster.reasonId(label) + "</reasonCodeId>")
                        .statusCode())
                .isEqualTo(202);
    }

    private static void ready(TestCluster cluster) {
        assertThat(cluster.as(TestCluster.AGENT)
                        .putUser(TestCluster.AGENT, "<state>READY</state>")
                        .statusCode())
                .isEqualTo(202);
    }
}
