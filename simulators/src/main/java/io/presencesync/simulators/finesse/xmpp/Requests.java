package io.presencesync.simulators.finesse.xmpp;

import static io.presencesync.simulators.finesse.xmpp.Stanza.escaped;

import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/// A client's `iq` requests: bind, session, roster, ping, disco and pubsub, as far as Finesse knows them; anything else
/// is answered with `service-unavailable`.
final class Requests {
    static final String BIND = "urn:ietf:params:xml:ns:xmpp-bind";
    static final String SESSION = "urn:ietf:params:xml:ns:xmpp-session";
    private static final String PUBSUB = "http://jabber.org/protocol/pubsub";
    private static final String INFO = "http://jabber.org/protocol/disco#info";
    private static final String ITEMS = "http://jabber.org/protocol/disco#items";

    private final XmppServer server;
    private final XmppSession session;

    Requests(XmppServer server, XmppSession session) {
        this.server = server;
        this.session = session;
    }

    void take(Stanza iq) {
        String type = iq.attribute("type");
        Optional<Stanza> wish = iq.child();
        if (type.equals("result") || type.equals("error")) {
            return;
        }
        if (wish.isEmpty()) {
            error(iq, "modify", "bad-request");
        } else if (session.jid().isEmpty() && !wish.get().namespace().equals(BIND)) {
            error(iq, "auth", "not-authorized");
        } else {
            answer(iq, wish.get());
        }
    }

    private void answer(Stanza iq, Stanza wish) {
        switch (wish.namespace()) {
            case BIND -> bind(iq, wish);
            case SESSION, "urn:xmpp:ping" -> result(iq, "");
            case "jabber:iq:roster" -> result(iq, "<query xmlns='jabber:iq:roster'/>");
            case INFO -> info(iq, wish);
            case ITEMS -> result(iq, "<query xmlns='" + ITEMS + "'/>");
            case PUBSUB -> pubSub(iq, wish);
            default -> error(iq, "cancel", "service-unavailable");
        }
    }

    private void bind(Stanza iq, Stanza wish) {
        String wanted = wish.child("resource").map(Stanza::text).orElse("");
        session.bind(wanted.isEmpty() ? UUID.randomUUID().toString() : wanted);
        String head = head(iq, "result", server.bindFrom());
        session.send(head + "><bind xmlns='" + BIND + "'><jid>" + escaped(session.jid()) + "</jid></bind></iq>");
    }

    private void info(Stanza iq, Stanza wish) {
        boolean pubSub = iq.attribute("to").equals("pubsub." + server.host().domain());
        String identity = pubSub ? "category='pubsub' type='service'" : "category='server' type='im'";
        String node = wish.attribute("node").isEmpty() ? "" : " node='" + escaped(wish.attribute("node")) + "'";
        String leaf = node.isEmpty() ? identity : "category='pubsub' type='leaf'";
        String features = pubSub ? "<feature var='" + PUBSUB + "'/>" : "<feature var='urn:xmpp:ping'/>";
        result(iq, "<query xmlns='" + INFO + "'" + node + "><identity " + leaf + "/>" + features + "</query>");
    }

    private void pubSub(Stanza iq, Stanza pubSub) {
        Optional<Stanza> wish = pubSub.child();
        if (wish.isEmpty()) {
            error(iq, "modify", "bad-request");
            return;
        }
        switch (wish.get().name()) {
            case "subscribe" -> subscribe(iq, wish.get());
            case "unsubscribe" -> unsubscribe(iq, wish.get());
            case "subscriptions" -> subscriptions(iq);
            default -> error(iq, "cancel", "feature-not-implemented");
        }
    }

    /// The bare address is allowed too, and then every session of the user gets the items.
    private void subscribe(Stanza iq, Stanza wish) {
        String node = wish.attribute("node");
        String jid = wish.attribute("jid");
        if (!jid.equals(session.jid()) && !session.jid().startsWith(jid + "/")) {
            error(iq, "modify", "bad-request");
            return;
        }
        switch (server.host().access(session.user(), node)) {
            case GRANTED -> {
                server.subscribe(jid, node);
                result(iq, "<pubsub xmlns='" + PUBSUB + "'>" + subscription(node, jid) + "</pubsub>");
            }
            case FORBIDDEN -> error(iq, "auth", "forbidden");
            case NO_SUCH_NODE -> error(iq, "cancel", "item-not-found");
        }
    }

    private void unsubscribe(Stanza iq, Stanza wish) {
        String jid = wish.attribute("jid");
        if (!jid.equals(session.jid()) && !session.jid().startsWith(jid + "/")) {
            error(iq, "auth", "forbidden");
        } else if (server.unsubscribe(jid, wish.attribute("node"))) {
            result(iq, "");
        } else {
            error(iq, "cancel", "item-not-found");
        }
    }

    /// As OpenFire does: all of the user's, whichever of his sessions they belong to, and those by his bare address.
    private void subscriptions(Stanza iq) {
        String bare = session.jid().substring(0, session.jid().indexOf('/'));
        String all = server.subscriptionsOf(bare).stream()
                .map(each -> subscription(each.node(), each.jid()))
                .collect(Collectors.joining());
        result(iq, "<pubsub xmlns='" + PUBSUB + "'><subscriptions>" + all + "</subscriptions></pubsub>");
    }

    private static String subscription(String node, String jid) {
        return "<subscription node='" + escaped(node) + "' jid='" + escaped(jid) + "' subscription='subscribed'/>";
    }

    private void result(Stanza iq, String content) {
        session.send(head(iq, "result") + ">" + content + "</iq>");
    }

    private void error(Stanza iq, String type, String condition) {
        session.send(head(iq, "error") + "><error type='" + type + "'><" + condition
                + " xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>");
    }

    private String head(Stanza iq, String type) {
        return head(iq, type, true);
    }

    private String head(Stanza iq, String type, boolean tellFrom) {
        String to = iq.attribute("to");
        String from =
                tellFrom ? " from='" + escaped(to.isEmpty() ? server.host().domain() : to) + "'" : "";
        return "<iq xmlns='jabber:client' type='" + type + "' id='" + escaped(iq.attribute("id")) + "'" + from + " to='"
                + escaped(session.jid()) + "'";
    }
}
