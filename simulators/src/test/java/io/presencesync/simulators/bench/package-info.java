/// The bench's reckoning, without any process.
@NullMarked
package io.presencesync.simulators.bench;

import org.jspecify.annotations.NullMarked;
