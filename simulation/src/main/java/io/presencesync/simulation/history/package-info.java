/// What happened in a run, as the pretend world saw it: the only thing the checker knows.
@NullMarked
package io.presencesync.simulation.history;

import org.jspecify.annotations.NullMarked;
