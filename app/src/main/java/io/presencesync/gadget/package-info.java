/// Out: the gadgets in the agents' desktops. Socket.IO sessions that have proved who they are, the commands they carry
/// out, and the files they are made of.
@NullMarked
package io.presencesync.gadget;

import org.jspecify.annotations.NullMarked;
