/// Thousands of seeded runs of the machine against a pretend world on virtual time, judged by an independent checker.
@NullMarked
package io.presencesync.simulation;

import org.jspecify.annotations.NullMarked;
