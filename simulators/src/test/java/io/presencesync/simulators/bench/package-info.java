/// Wire-level tests of the pretend Finesse.
@NullMarked
package io.presencesync.simulators.bench;

import org.jspecify.annotations.NullMarked;
