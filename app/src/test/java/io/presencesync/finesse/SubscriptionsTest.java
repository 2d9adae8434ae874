package io.presencesync.finesse;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.config.TlsConfig;
import io.presencesync.engine.ManualTimers;
import io.presencesync.finesse.xmpp.PubSub;
import io.presencesync.finesse.xmpp.PubSubFailure;
import io.presencesync.finesse.xmpp.PubSubFailure.Kind;
import io.presencesync.presence.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SubscriptionsTest {
    private final ScriptedPubSub pubSub = new ScriptedPubSub();
    private final List<String> told = new ArrayList<>();

    private static final class Deaf implements PubSub.Listener {
        @Override
        public void item(String node, String payload) {}

        @Override
        public void presence(String jid, boolean available) {}

        @Override
        public void ended(String why, boolean conflict) {}
    }

    private Subscriptions subscriptions() throws PubSubFailure {
        PubSub.Address address = new PubSub.Address(
                URI.create("ws://fin1/ws"), "fin1", "pubsub.fin1", "boss", new Secret("x"), "r", TlsConfig.SYSTEM);
        PubSub session = pubSub.open(address, new Deaf(), Duration.ofSeconds(1));
        return new Subscriptions(session, new ManualTimers(), told::add);
    }

    private static Set<String> users(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).collect(Collectors.toSet());
    }

    @Test
    void teams_come_before_users_and_only_so_many_at_a_time() throws Exception {
        Subscriptions subscriptions = subscriptions();
        int rounds = 1;
        while (subscriptions.sync(Set.of("5"), users(250))) {
            rounds++;
        }
        assertThat(rounds).isEqualTo(3);
        assertThat(subscriptions.count()).isEqualTo(251);
        assertThat(pubSub.calls.get(1)).isEqualTo("subscribe /finesse/api/Team/5/Users");
        assertThat(told).containsExactly("5");
    }

    @Test
    void own_nodes_refused_thrice_are_not_asked_for_any_more() throws Exception {
        pubSub.failing.put("subscribe", Kind.FORBIDDEN);
        Subscriptions subscriptions = subscriptions();
        subscriptions.sync(Set.of(), users(3));
        assertThat(pubSub.count("subscribe")).isEqualTo(3);

        assertThat(subscriptions.sync(Set.of(), users(500))).isFalse();
        assertThat(pubSub.count("subscribe")).isEqualTo(3);
        pubSub.failing.clear();
        subscriptions.sync(Set.of("5"), users(500));
        assertThat(told).containsExactly("5");
    }

    @Test
    void own_nodes_refused_to_some_are_still_asked_for_the_others() throws Exception {
        Set.of("0", "1", "2")
                .forEach(user -> pubSub.failing.put("subscribe /finesse/api/User/" + user, Kind.FORBIDDEN));
        Subscriptions subscriptions = subscriptions();
        subscriptions.sync(Set.of(), users(5));
        subscriptions.sync(Set.of(), users(6));
        assertThat(subscriptions.count()).isEqualTo(3);
    }

    @Test
    void thousands_of_refusals_end_with_the_first_batch() throws Exception {
        pubSub.failing.put("subscribe", Kind.FORBIDDEN);
        Subscriptions subscriptions = subscriptions();
        while (subscriptions.sync(Set.of(), users(2000))) {
            assertThat(pubSub.count("subscribe")).isLessThan(2000);
        }
        assertThat(pubSub.count("subscribe")).isLessThanOrEqualTo(100);
    }

    @Test
    void a_team_subscribed_without_resource_is_left_and_what_finesse_subscribes_itself_stays() throws Exception {
        pubSub.bare.addAll(
                Set.of("/finesse/api/Team/5/Users", "/finesse/api/User/boss", "/finesse/api/SystemInfo", "/other"));
        Subscriptions subscriptions = subscriptions();
        subscriptions.recall();
        assertThat(pubSub.calls).endsWith("subscriptions", "unsubscribe bare /finesse/api/Team/5/Users");
        subscriptions.sync(Set.of("5"), Set.of());
        assertThat(pubSub.calls).endsWith("subscribe /finesse/api/Team/5/Users");
        assertThat(told).containsExactly("5");
    }

    @Test
    void a_left_over_that_may_not_be_ended_does_no_harm() throws Exception {
        pubSub.bare.add("/finesse/api/Team/5/Users");
        pubSub.kept.add("/finesse/api/Team/5/Users");
        pubSub.failing.put("unsubscribe bare", Kind.FORBIDDEN);
        Subscriptions subscriptions = subscriptions();
        subscriptions.recall();
        assertThat(subscriptions.count()).isEqualTo(1);
    }

    @Test
    void a_team_that_goes_and_comes_back_is_told_again() throws Exception {
        Subscriptions subscriptions = subscriptions();
        subscriptions.sync(Set.of("5"), Set.of());
        subscriptions.sync(Set.of(), Set.of());
        subscriptions.sync(Set.of("5"), Set.of());
        assertThat(told).containsExactly("5", "5");
    }
}
