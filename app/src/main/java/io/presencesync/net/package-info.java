/// Blocking HTTP and TLS over Vert.x for the two clients; knows nothing of Webex or Finesse.
@NullMarked
package io.presencesync.net;

import org.jspecify.annotations.NullMarked;
