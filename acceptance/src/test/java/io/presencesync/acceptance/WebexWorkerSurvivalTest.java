package io.presencesync.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.presencesync.engine.PresenceListener;
import io.presencesync.presence.PresenceEvent;
import io.presencesync.presence.WebexAddress;
import io.presencesync.presence.WebexPersonId;
import io.presencesync.simulators.webex.Endpoint;
import io.presencesync.simulators.webex.Fault;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whoever listens fails unexpectedly: no worker of the link is lost by it.
@ResourceLock(FaultSite.VIRTUAL_THREADS_OF_THIS_JVM)
class WebexWorkerSurvivalTest {
    /// More than there are workers of any kind.
    private static final int FAILURES = 40;

    enum Where {
        RESOLVED,
        SUBSCRIBED,
        NOT_SUBSCRIBED,
        FEED_UP,
        FEED_DOWN
    }

    /// Fails the first times it is told one kind of news.
    private static final class Failing implements PresenceListener {
        private final PresenceListener told;
        private final Where where;
        private final AtomicInteger left;

        Failing(PresenceListener told, Where where, int times) {
            this.told = told;
            this.where = where;
            this.left = new AtomicInteger(times);
        }

        private void fail(Where here) {
            if (here == where && left.getAndDecrement() > 0) {
                throw new IllegalStateException("a defect on demand in " + here);
            }
        }

        @Override
        public void resolved(WebexAddress address, WebexPersonId person) {
            fail(Where.RESOLVED);
            told.resolved(address, person);
        }

        @Override
        public void unresolved(WebexAddress address, String why) {
            told.unresolved(address, why);
        }

        @Override
        public void subscribed(WebexPersonId person) {
            fail(Where.SUBSCRIBED);
            told.subscribed(person);
        }

        @Override
        public void notSubscribed(WebexPersonId person, String why) {
            fail(Where.NOT_SUBSCRIBED);
            told.notSubscribed(person, why);
        }

        @Override
        public void feedDown(String why) {
            fail(Where.FEED_DOWN);
            told.feedDown(why);
        }

        @Override
        public void feedUp() {
            fail(Where.FEED_UP);
            told.feedUp();
        }

        @Override
        public void presence(PresenceEvent event) {
            told.presence(event);
        }
    }

    private static String[] addPeople(FaultSite site) {
        String[] people = new String[60];
        for (int i = 0; i < people.length; i++) {
            people[i] = "p" + i + "@example.com";
            site.cloud.addPerson(people[i], people[i]);
        }
        return people;
    }

    private static boolean allTold(FaultHeard heard, String[] people, String status) {
        for (String person : people) {
            if (!heard.lastOf(person).equals(status)) {
                return false;
            }
        }
        return true;
    }

    @ParameterizedTest
    @EnumSource
    void everybody_is_followed_in_the_end_whatever_failed_before(Where where) {
        try (FaultSite site = FaultSite.cold()) {
            String[] people = addPeople(site);
            site.cloud.addFault(new Fault.Answer(Endpoint.SUBSCRIBE, 500, null, 2));
            FaultSite.Client client = site.startWith(heard -> new Failing(heard, where, FAILURES), people);
            if (where == Where.FEED_DOWN) {
                site.pass(Duration.ofSeconds(5));
                site.cloud.closeSockets("presence-sync", 1006, "");
            }
            site.until(() -> allTold(client.heard(), people, "active"), Duration.ofMinutes(30));
            if (where != Where.NOT_SUBSCRIBED) {
                assertThat(client.source().health().code()).isEqualTo("unexpected_failures");
            }
            for (String person : people) {
                site.cloud.setPresence(person, "dnd");
            }
            site.until(() -> allTold(client.heard(), people, "dnd"), Duration.ofMinutes(2));
        }
    }

    @Test
    void failures_are_no_longer_told_ten_minutes_after_the_last() {
        try (FaultSite site = FaultSite.cold()) {
            FaultSite.Client client = site.startWith(heard -> new Failing(heard, Where.RESOLVED, 1), FaultSite.ANN);
            site.until(() -> client.heard().lastOf(FaultSite.ANN).equals("active"), Duration.ofMinutes(1));
            assertThat(client.source().health().code()).isEqualTo("unexpected_failures");
            site.pass(Duration.ofMinutes(11));
            assertThat(client.source().health().code()).isEqualTo("ok");
        }
    }
}
