/// Tests of the pretend desktop without a browser.
@NullMarked
package io.presencesync.simulators.desktop;

import org.jspecify.annotations.NullMarked;
