/// Black-box tests: programs of other people, and the product itself, run against the simulators over real sockets.
@NullMarked
package io.presencesync.acceptance;

import org.jspecify.annotations.NullMarked;
