/// A session with an XMPP pubsub service over WebSocket; knows node names and payloads as text, nothing of Finesse.
@NullMarked
package io.presencesync.finesse.xmpp;

import org.jspecify.annotations.NullMarked;
