/// Says in plain words why an agent is in his state, from the journal alone.
@NullMarked
package io.presencesync.explain;

import org.jspecify.annotations.NullMarked;
