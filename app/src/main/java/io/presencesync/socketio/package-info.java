/// An Engine.IO 4 and Socket.IO 5 server on Vert.x, for any use: it knows nothing of agents or presence.
@NullMarked
package io.presencesync.socketio;

import org.jspecify.annotations.NullMarked;
