/// Pretend Finesse, people and Webex of a run, on virtual time and one seeded source of chance.
@NullMarked
package io.presencesync.simulation.world;

import org.jspecify.annotations.NullMarked;
