/// Decides: the pure machine from (memory, event, policy, now) to (memory, effects). No I/O, no clock, no log.
@NullMarked
package io.presencesync.agent;

import org.jspecify.annotations.NullMarked;
