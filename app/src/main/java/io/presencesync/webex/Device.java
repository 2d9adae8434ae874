package io.presencesync.webex;

import java.net.URI;

/// Our registration with Webex's device service: who receives the events, and on which socket.
record Device(URI url, URI socketUrl) {}
