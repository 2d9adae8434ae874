/// A small XMPP server over WebSocket (RFC 7395) with pubsub, able to do what Finesse's notification service does and
/// nothing more; knows nothing of Finesse but through {@link io.presencesync.simulators.finesse.xmpp.XmppHost}.
@NullMarked
package io.presencesync.simulators.finesse.xmpp;

import org.jspecify.annotations.NullMarked;
