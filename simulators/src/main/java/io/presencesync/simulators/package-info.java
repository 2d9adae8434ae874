/** Pretend Webex cloud and pretend Finesse; wire formats only, no class of the product. */
@NullMarked
package io.presencesync.simulators;

import org.jspecify.annotations.NullMarked;
