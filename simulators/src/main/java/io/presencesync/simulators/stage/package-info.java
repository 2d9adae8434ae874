/// The demo: both simulators, the packaged product beside them, and a page on which to play with all of it.
@NullMarked
package io.presencesync.simulators.stage;

import org.jspecify.annotations.NullMarked;
