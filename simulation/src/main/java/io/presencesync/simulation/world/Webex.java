package io.presencesync.simulation.world;

import io.presencesync.presence.Presence;
import io.presencesync.presence.PresenceOrigin;
import io.presencesync.simulation.history.Fact;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One person's presence in Webex and the way it reaches us: the socket or the slower second source, sharing on or off.
final class Webex {
    /// What a presence says.
    record Words(
            String status,
            @Nullable String meetingType,
            @Nullable String category) {}

    private static final Words ACTIVE = new Words("active", null, null);
    private static final List<Words> BUSY = List.of(
            new Words("dnd", null, null),
            new Words("call", null, null),
            new Words("meeting", "online", null),
            new Words("meeting", "online", null),
            new Words("presenting", "online", null),
            new Words("unknown", null, "unknown"));
    private static final List<Words> OTHER = List.of(
            ACTIVE,
            ACTIVE,
            new Words("inactive", null, null),
            new Words("meeting", null, null),
            new Words("calendarItem", null, null),
            new Words("ooo", null, null),
            new Words("unknown", null, "other"));

    private final Scene scene;
    private final int agent;
    private final Product product;
    private final Feed feed;
    private Words words;
    private long lineFree;
    /// How often we were started: what is on its way to one process does not reach the next.
    private int process;
    private boolean sharing = true;
    private @Nullable Instant sharingOffSince;

    Webex(Scene scene, int agent, Product product, Feed feed) {
        this.scene = scene;
        this.agent = agent;
        this.product = product;
        this.feed = feed;
        this.words = scene.chance().of(0.08) ? new Words("unknown", null, "unknown") : ACTIVE;
    }

    /// The person does something else.
    void change() {
        boolean busy = scene.chance().of(isBusy() ? 0.3 : 0.75);
        words = scene.chance().pick(busy ? BUSY : OTHER);
        scene.note(agent, "Webex: " + words.status() + " " + words.meetingType() + " " + words.category());
        tell();
    }

    /// Busy becomes free, free becomes busy.
    void flip() {
        words = isBusy() ? ACTIVE : scene.chance().pick(BUSY);
        scene.note(agent, "Webex: " + words.status());
        tell();
    }

    private boolean isBusy() {
        return BUSY.contains(words);
    }

    private void tell() {
        if (!feed.people() && !scene.weather().strikes(0.05)) {
            confirm();
        }
    }

    /// Tells the presence as it is, changed or not.
    void confirm() {
        if (!feed.up() || !sharing) {
            return;
        }
        long at = Math.max(lineFree, scene.timeline().millis() + scene.weather().delay(20, 400, 5_000));
        lineFree = at;
        Words told = words;
        boolean people = feed.people();
        int to = process;
        int times = scene.weather().strikes(0.05) ? 2 : 1;
        for (int i = 0; i < times; i++) {
            scene.after(at - scene.timeline().millis(), () -> arrive(to, told, people));
        }
    }

    private void arrive(int to, Words told, boolean people) {
        if (feed.up() && sharing && to == process) {
            product.presence(agent, presence(told, people));
        }
    }

    private Presence presence(Words told, boolean people) {
        return new Presence(
                told.status(),
                people ? null : told.meetingType(),
                people ? null : told.category(),
                null,
                people ? PresenceOrigin.PEOPLE_API : PresenceOrigin.MERCURY,
                scene.timeline().now(),
                "{}");
    }

    void sharing(boolean on) {
        if (on == sharing) {
            return;
        }
        sharing = on;
        if (!on) {
            sharingOffSince = scene.timeline().now();
        }
        scene.tell(agent, new Fact.Doubt(!on, "sharing " + (on ? "on" : "off")));
        product.lookAgain(agent);
        confirm();
    }

    /// Why presences do not reach us; null while they do.
    @Nullable
    String doubt() {
        return feed.up() ? sharing ? null : "sharing is off" : "the feed is down";
    }

    @Nullable
    Instant doubtSince() {
        Instant one = feed.downSince();
        Instant other = sharingOffSince;
        return one == null || (other != null && other.isAfter(one)) ? other : one;
    }

    /// After a start nothing is known of earlier trouble.
    void restarted() {
        process++;
        sharingOffSince = null;
    }
}
