/// Tests of the explanations.
@NullMarked
package io.presencesync.explain;

import org.jspecify.annotations.NullMarked;
