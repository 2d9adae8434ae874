package io.presencesync.finesse.xmpp;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.jivesoftware.smack.SmackConfiguration;
import org.jivesoftware.smack.provider.ProviderManager;
import org.jivesoftware.smackx.ping.PingManager;
import org.jivesoftware.smackx.pubsub.packet.PubSubNamespace;

/// Settings of the library as a whole, made before its first use: of its many parts only those for pubsub and pings
/// start with a connection.
final class SmackSetup {
    private static final String[] NOT_NEEDED = {
        "org.jivesoftware.smack.roster",
        "org.jivesoftware.smackx.xhtmlim",
        "org.jivesoftware.smackx.mediaelement",
        "org.jivesoftware.smackx.muc",
        "org.jivesoftware.smackx.bytestreams",
        "org.jivesoftware.smackx.filetransfer",
        "org.jivesoftware.smackx.iqlast",
        "org.jivesoftware.smackx.commands",
        "org.jivesoftware.smackx.privacy",
        "org.jivesoftware.smackx.time",
        "org.jivesoftware.smackx.vcardtemp",
        "org.jivesoftware.smackx.xdatalayout",
        "org.jivesoftware.smackx.xdatavalidation",
        "org.jivesoftware.smackx.receipts",
        "org.jivesoftware.smackx.iqversion",
        "org.jivesoftware.smackx.caps",
        "org.jivesoftware.smackx.softwareinfo"
    };

    /// The library logs what we tell ourselves, with the stack. Kept here, or the setting would be lost.
    private static final Logger TALK = Logger.getLogger("org.jivesoftware.smack");

    private static boolean done;

    private SmackSetup() {}

    static synchronized void once() {
        if (!done) {
            SmackConfiguration.addDisabledSmackClasses(NOT_NEEDED);
            TALK.setLevel(Level.OFF);
            PingManager.setDefaultPingInterval(-1);
            ProviderManager.addExtensionProvider(
                    RawItem.NAME, PubSubNamespace.event.getXmlns(), new RawItem.Provider());
            done = true;
        }
    }
}
