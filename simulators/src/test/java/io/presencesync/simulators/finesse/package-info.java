/// Wire-level tests of the pretend Finesse.
@NullMarked
package io.presencesync.simulators.finesse;

import org.jspecify.annotations.NullMarked;
