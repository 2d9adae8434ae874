/// Drives the machine as the engine does, on one thread and virtual time; and machines with planted bugs.
@NullMarked
package io.presencesync.simulation.drive;

import org.jspecify.annotations.NullMarked;
