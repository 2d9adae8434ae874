package io.presencesync.simulation.world;

import io.presencesync.presence.StateName;
import io.presencesync.simulation.history.By;
import io.presencesync.simulation.history.Fact;
import io.presencesync.simulation.history.Rest;
import io.presencesync.simulation.history.Setting;
import io.presencesync.simulation.history.Shown;
import io.presencesync.simulation.history.Situation;

/// One agent with everything around him.
final class Member {
    final PretendAgent finesse;
    final PretendPhone phone;
    final OutsideCalls outside;
    final Human human;
    final Gadget gadget;
    final Routes routes;
    final Post post;
    final Webex webex;
    private final Scene scene;
    private final int agent;
    private final Product product;

    Member(Scene scene, int agent, Feed feed, FinesseClock clock, Product product) {
        this.scene = scene;
        this.agent = agent;
        this.product = product;
        Rest first = scene.chance().of(0.7) ? Rest.ready(By.AGENT) : Rest.notReady(Reasons.LUNCH, By.AGENT);
        Setting setting = scene.setting();
        finesse = new PretendAgent(setting.platform(), setting.listed(), clock, first, this::published);
        phone = new PretendPhone(finesse, scene.timeline(), scene.chance());
        outside = new OutsideCalls(scene, finesse, phone);
        human = new Human(scene, finesse, phone, outside, this::refused);
        gadget = new Gadget(scene, agent, finesse, product, this::tellChannel);
        routes = new Routes(scene, agent, finesse, product);
        post = new Post(scene, agent, finesse, gadget, product, this::tellChannel);
        webex = new Webex(scene, agent, product, feed);
    }

    void start() {
        scene.tell(agent, new Fact.Changed(finesse.shown()));
        routes.start();
        arrive();
    }

    /// What follows the start of the product: gadgets connect again, presences are subscribed to.
    void arrive() {
        post.forget();
        if (scene.setting().gadgets()) {
            scene.after(scene.chance().between(50, 5_000), gadget::connect);
        }
        if (scene.setting().supervisor()) {
            tellChannel();
        }
        webex.restarted();
        routes.started();
        scene.after(scene.chance().between(50, 5_000), webex::confirm);
    }

    private void published(Shown shown) {
        scene.tell(agent, new Fact.Changed(shown));
        if (shown.state() == StateName.LOGOUT) {
            scene.after(scene.chance().between(0, 500), gadget::disconnect);
        } else if (scene.setting().gadgets() && !gadget.linked()) {
            scene.after(scene.chance().between(500, 3_000), this::connect);
        }
        if (!scene.weather().finesseDown()) {
            gadget.show(shown);
            routes.published(shown);
        }
    }

    /// Finesse tells the whole node of a request that came to nothing, whoever made it.
    private void refused(String request) {
        if (scene.setting().notified() && !scene.weather().finesseDown()) {
            scene.after(scene.weather().delay(20, 300, 4_000), () -> post.refused(request));
        }
    }

    private void tellChannel() {
        scene.tell(agent, new Fact.Channel(post.available(), post.kind()));
    }

    private void connect() {
        if (scene.setting().gadgets()) {
            gadget.connect();
        }
    }

    void gadgetGone(long millis) {
        gadget.disconnect();
        scene.after(millis, this::connect);
    }

    /// Finesse is in service again and publishes what it still knows.
    ///
    /// @param noticed we knew that it was not
    void failedOver(boolean noticed) {
        routes.inService(noticed);
        if (finesse.state() == StateName.LOGOUT) {
            return;
        }
        boolean eraseReason =
                finesse.state() == StateName.NOT_READY && scene.chance().of(0.5);
        boolean eraseTime = !finesse.cce() && scene.chance().of(0.5);
        boolean anew = scene.plays(Situation.TOLD_ANEW) && scene.chance().of(0.7);
        finesse.published(eraseReason, eraseTime, anew);
        if (eraseReason) {
            Recovery.perhaps(scene, finesse);
        }
    }

    void account(boolean good) {
        post.stopped = !good;
        if (scene.setting().supervisor()) {
            tellChannel();
            product.lookAgain(agent);
        }
    }

    void refusing(boolean refusing) {
        post.refusing = refusing;
        if (!refusing) {
            scene.tell(agent, new Fact.Reloaded());
            product.reloaded(agent);
        }
    }
}
