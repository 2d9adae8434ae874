package io.presencesync.simulators.bench;

import io.presencesync.simulators.finesse.UserProfile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// One agent's gadget as far as the wire goes, which comes back like the real one: with its token while that is valid,
/// else with the Finesse header, after the pauses of [GadgetsBackoff]. Lives on the crowd's event loop.
final class GadgetsClient implements GadgetsWire.Ear {
    private static final long TOKEN_MARGIN = 30;

    private final UserProfile user;
    private final GadgetsNet net;
    private final boolean pollsFirst;
    private final GadgetsDesk desk;
    private final Ledger ledger;
    private final GadgetsBackoff backoff;
    private final List<JsonObject> unsent = new ArrayList<>();
    private @Nullable GadgetsWire wire;
    private @Nullable String token;
    private long tokenUntil;
    private boolean welcomed;
    private boolean triedAgain;

    GadgetsClient(
            UserProfile user, GadgetsNet net, boolean pollsFirst, GadgetsDesk desk, Ledger ledger, Random random) {
        this.user = user;
        this.net = net;
        this.pollsFirst = pollsFirst;
        this.desk = desk;
        this.ledger = ledger;
        this.backoff = new GadgetsBackoff(random);
    }

    void start() {
        net.log().tried();
        wire = pollsFirst ? new GadgetsPolling(net, this) : new GadgetsSocket(net, this);
        wire.open();
    }

    /// As after a longer time without a connection.
    void forgetToken() {
        token = null;
    }

    /// For good, and a later start knows nothing of before.
    void leave() {
        drop();
        token = null;
    }

    private void drop() {
        welcomed = false;
        if (wire != null) {
            wire.close();
        }
    }

    @Override
    public void gone() {
        welcomed = false;
        net.log().failed();
        net.after(backoff.lost(), this::start);
    }

    @Override
    public void packet(String text, long nanos) {
        if (text.startsWith("0")) {
            backoff.opened();
            send("40" + credentials().encode());
        } else if (text.equals("2")) {
            send("3");
        } else if (text.startsWith("41")) {
            sentAway();
        } else if (text.startsWith("42[")) {
            JsonArray event = new JsonArray(text.substring(2));
            event(event.getString(0), event, nanos);
        }
    }

    private JsonObject credentials() {
        JsonObject who = new JsonObject().put("protocol", 1).put("id", user.loginId());
        if (token != null && System.nanoTime() < tokenUntil) {
            net.log().token();
            return who.put("token", token);
        }
        token = null;
        net.log().header();
        return who.put("authorization", "Basic " + Settings.basic(user));
    }

    private void event(String name, JsonArray event, long nanos) {
        switch (name) {
            case "welcome" -> welcome(event.getJsonObject(1), nanos);
            case "token" -> keep(event.getJsonObject(1));
            case "command" -> command(event.getJsonObject(1), nanos);
            case "refused" -> refused(event.getJsonObject(1).getString("reason"));
            default -> {}
        }
    }

    private void welcome(JsonObject welcome, long nanos) {
        keep(welcome);
        backoff.welcomed();
        welcomed = true;
        triedAgain = false;
        net.log().welcomed(user.loginId(), nanos);
        emit("state", desk.state());
        emit("reasons", desk.reasons());
        unsent.forEach(outcome -> emit("outcome", outcome));
        unsent.clear();
    }

    private void keep(JsonObject fresh) {
        token = fresh.getString("token");
        long seconds = fresh.getLong("expiresInSeconds");
        tokenUntil = System.nanoTime() + (seconds - Math.min(TOKEN_MARGIN, seconds / 2)) * 1_000_000_000L;
    }

    private void command(JsonObject command, long nanos) {
        if (!desk.knows(command)) {
            ledger.answer(user.loginId(), Kind.ofState(command.getString("state")), nanos);
        }
        JsonObject outcome = desk.outcome(command);
        if (welcomed) {
            emit("outcome", outcome);
            emit("state", desk.state());
        } else {
            unsent.add(outcome);
        }
    }

    /// A token that is refused is followed by the header at once; a refused header is never sent again.
    private void refused(String reason) {
        net.log().refused(reason);
        drop();
        if (reason.equals("unauthorized") && token != null && !triedAgain) {
            token = null;
            triedAgain = true;
            net.after(1, this::start);
        } else if (reason.equals("unavailable") || reason.equals("throttled")) {
            net.after(backoff.sentAway(), this::start);
        }
    }

    private void sentAway() {
        net.log().sentAway();
        drop();
        net.after(backoff.sentAway(), this::start);
    }

    private void emit(String event, JsonObject body) {
        send("42" + new JsonArray().add(event).add(body).encode());
    }

    private void send(String packet) {
        if (wire != null) {
            wire.send(packet);
        }
    }
}
