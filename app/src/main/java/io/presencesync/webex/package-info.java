/// The link to the Webex cloud: discovery, device, Mercury socket, people, presence subscriptions.
@NullMarked
package io.presencesync.webex;

import org.jspecify.annotations.NullMarked;
