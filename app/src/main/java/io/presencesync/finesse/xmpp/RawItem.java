package io.presencesync.finesse.xmpp;

import java.io.IOException;
import org.jivesoftware.smack.packet.ExtensionElement;
import org.jivesoftware.smack.packet.XmlEnvironment;
import org.jivesoftware.smack.provider.ExtensionElementProvider;
import org.jivesoftware.smack.util.PacketParserUtils;
import org.jivesoftware.smack.xml.XmlPullParser;
import org.jivesoftware.smack.xml.XmlPullParserException;
import org.jivesoftware.smackx.pubsub.packet.PubSubNamespace;

/// An item of an event as it came, whatever is in it: an element of any namespace or none, text, or nothing. The
/// library's own reader wants exactly one element, and ends the session at anything else.
///
/// @param xml the item with all it holds
record RawItem(String xml) implements ExtensionElement {
    static final String NAME = "item";

    @Override
    public String getElementName() {
        return NAME;
    }

    @Override
    public String getNamespace() {
        return PubSubNamespace.event.getXmlns();
    }

    @Override
    public CharSequence toXML(XmlEnvironment around) {
        return xml;
    }

    /// Reads it.
    static final class Provider extends ExtensionElementProvider<RawItem> {
        @Override
        public RawItem parse(XmlPullParser parser, int initialDepth, XmlEnvironment around)
                throws XmlPullParserException, IOException {
            return new RawItem(PacketParserUtils.parseElement(parser, true).toString());
        }
    }
}
