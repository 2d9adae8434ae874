package io.presencesync.finesse.xmpp;

import org.jivesoftware.smack.ConnectionListener;
import org.jivesoftware.smack.XMPPConnection;
import org.jivesoftware.smack.filter.StanzaExtensionFilter;
import org.jivesoftware.smack.filter.StanzaTypeFilter;
import org.jivesoftware.smack.packet.Presence;
import org.jivesoftware.smack.packet.Stanza;
import org.jivesoftware.smackx.pubsub.EventElement;
import org.jivesoftware.smackx.pubsub.EventElementType;
import org.jivesoftware.smackx.pubsub.ItemsExtension;

/// Passes on to a listener what a connection hears, one after the other, in the order in which the stanzas came.
final class Ears implements ConnectionListener {
    private final PubSub.Listener listener;
    private final Ending ending;

    Ears(PubSub.Listener listener, Ending ending) {
        this.listener = listener;
        this.ending = ending;
    }

    void listen(XMPPConnection connection) {
        connection.addSyncStanzaListener(
                this::items, new StanzaExtensionFilter(EventElement.ELEMENT, EventElement.NAMESPACE));
        connection.addSyncStanzaListener(stanza -> presence((Presence) stanza), StanzaTypeFilter.PRESENCE);
        connection.addConnectionListener(this);
    }

    @Override
    public void connectionClosed() {
        ending.broken("closed by the server", false);
    }

    @Override
    public void connectionClosedOnError(Exception why) {
        ending.broken(SmackFailures.words(why), SmackFailures.conflict(why));
    }

    private void items(Stanza stanza) {
        EventElement event = EventElement.from(stanza);
        if (event.getEventType() == EventElementType.items && event.getEvent() instanceof ItemsExtension items) {
            items.getItems()
                    .forEach(item -> listener.item(
                            String.valueOf(items.getNode()), item.toXML().toString()));
        }
    }

    private void presence(Presence presence) {
        if (presence.getFrom() != null) {
            listener.presence(presence.getFrom().toString(), presence.isAvailable());
        }
    }
}
