/// A pretend Webex cloud: service catalog, device registration, Mercury sockets, presence and people, with faults on
/// demand; it knows only the wire formats.
@NullMarked
package io.presencesync.simulators.webex;

import org.jspecify.annotations.NullMarked;
