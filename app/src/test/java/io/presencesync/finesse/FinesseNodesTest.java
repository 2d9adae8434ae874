package io.presencesync.finesse;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FinesseNodesTest {
    private static final URI A = URI.create("https://fin1:8445");
    private static final URI B = URI.create("https://fin2:8445");

    private final AtomicInteger changes = new AtomicInteger();
    private final FinesseNodes nodes = listened(new FinesseNodes(List.of(A, B)));

    private FinesseNodes listened(FinesseNodes made) {
        made.listen(changes::incrementAndGet);
        return made;
    }

    @Test
    void a_node_that_is_down_is_left_and_not_gone_back_to_while_the_other_serves() {
        nodes.down(A);
        assertThat(nodes.current()).isEqualTo(B);
        assertThat(nodes.serving()).isTrue();

        nodes.up(A);
        assertThat(nodes.current()).isEqualTo(B);
        assertThat(changes).hasValue(1);
    }

    @Test
    void with_both_down_the_first_to_come_back_is_used() {
        nodes.down(A);
        nodes.down(B);
        assertThat(nodes.serving()).isFalse();

        nodes.up(A);
        assertThat(nodes.current()).isEqualTo(A);
        assertThat(nodes.serving()).isTrue();
        assertThat(changes).hasValue(3);
    }

    @Test
    void the_same_news_twice_is_told_once() {
        nodes.down(B);
        nodes.down(B);
        nodes.up(A);
        assertThat(changes).hasValue(0);

        nodes.down(A);
        nodes.down(A);
        assertThat(changes).hasValue(1);
    }

    @Test
    void a_single_node_is_never_left() {
        FinesseNodes one = listened(new FinesseNodes(List.of(A)));
        one.down(A);
        assertThat(one.current()).isEqualTo(A);
        assertThat(one.serving()).isFalse();

        one.up(A);
        assertThat(one.serving()).isTrue();
        assertThat(changes).hasValue(2);
    }

    @Test
    void configuration_calls_go_to_the_primary_node_while_it_is_up() {
        nodes.primary(B);
        assertThat(nodes.forConfiguration()).isEqualTo(B);

        nodes.down(B);
        assertThat(nodes.forConfiguration()).isEqualTo(A);
    }
}
