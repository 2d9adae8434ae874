package io.presencesync.finesse;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeClocksTest {
    private static final URI A = URI.create("https://fin1:8445");
    private static final URI B = URI.create("https://fin2:8445");

    private final NodeClocks clocks = new NodeClocks(A);

    @Test
    void the_second_node_is_compared_with_the_first_not_with_us() {
        clocks.measured(B, Duration.ofSeconds(-50));
        assertThat(clocks.ahead(B)).isZero();

        clocks.measured(A, Duration.ofMinutes(-1));
        assertThat(clocks.ahead(B)).isEqualTo(Duration.ofSeconds(10));
        assertThat(clocks.ahead(A)).isZero();
    }

    @Test
    void what_the_network_may_have_cost_is_no_difference() {
        clocks.measured(A, Duration.ZERO);
        clocks.measured(B, Duration.ofMillis(900));
        assertThat(clocks.ahead(B)).isZero();
    }

    @Test
    void a_difference_changes_only_when_it_has_clearly_become_another() {
        clocks.measured(A, Duration.ZERO);
        clocks.measured(B, Duration.ofSeconds(5));
        clocks.measured(B, Duration.ofMillis(5400));
        clocks.measured(B, Duration.ofMillis(4600));
        assertThat(clocks.ahead(B)).isEqualTo(Duration.ofSeconds(5));

        clocks.measured(B, Duration.ofSeconds(6));
        assertThat(clocks.ahead(B)).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void a_difference_near_the_limit_does_not_come_and_go() {
        clocks.measured(A, Duration.ZERO);
        clocks.measured(B, Duration.ofMillis(1050));
        clocks.measured(B, Duration.ofMillis(950));
        assertThat(clocks.ahead(B)).isEqualTo(Duration.ofMillis(1050));

        clocks.measured(B, Duration.ofMillis(100));
        assertThat(clocks.ahead(B)).isZero();
    }

    @Test
    void a_clock_set_back_is_told_and_corrects_nothing_until_another_node_is_asked() {
        List<URI> setBack = new ArrayList<>();
        clocks.listen((node, back) -> {
            if (back) {
                setBack.add(node);
            }
        });
        clocks.measured(A, Duration.ZERO);
        clocks.measured(B, Duration.ZERO);
        clocks.measured(A, Duration.ofMinutes(-1));
        clocks.measured(B, Duration.ofMillis(40));
        assertThat(setBack).containsExactly(A);
        assertThat(clocks.ahead(B)).isZero();
        assertThat(clocks.ahead(A)).isZero();

        clocks.compareAnew();
        assertThat(clocks.ahead(B)).isEqualTo(Duration.ofMillis(60_040));
    }

    @Test
    void a_clock_set_forward_or_slewed_is_not_told_as_set_back() {
        List<URI> setBack = new ArrayList<>();
        clocks.listen((node, back) -> {
            if (back) {
                setBack.add(node);
            }
        });
        clocks.measured(A, Duration.ZERO);
        clocks.measured(A, Duration.ofSeconds(60));
        for (int second = 0; second < 30; second++) {
            clocks.measured(A, Duration.ofSeconds(60 - second));
        }
        assertThat(setBack).isEmpty();
    }
}
