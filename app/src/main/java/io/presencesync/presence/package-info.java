/// The words all parts share: ids, presences, agent states, health. Nothing here but the JDK.
@NullMarked
package io.presencesync.presence;

import org.jspecify.annotations.NullMarked;
