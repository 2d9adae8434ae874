/** Starts and wires the parts; the only package that knows all others. */
@NullMarked
package io.presencesync;

import org.jspecify.annotations.NullMarked;
