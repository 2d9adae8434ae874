/// The pretend Finesse desktop: pages that sign an agent in and host gadgets with the container's programming
/// interface.
@NullMarked
package io.presencesync.simulators.desktop;

import org.jspecify.annotations.NullMarked;
