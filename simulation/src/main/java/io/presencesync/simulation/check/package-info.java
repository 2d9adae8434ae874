/// The checker: promises in plain sentences, judged from the history alone; knows nothing of the machine.
@NullMarked
package io.presencesync.simulation.check;

import org.jspecify.annotations.NullMarked;
