/// A pretend Cisco Finesse cluster: REST, notifications, state machine and faults, true to the wire formats only.
@NullMarked
package io.presencesync.simulators.finesse;

import org.jspecify.annotations.NullMarked;
