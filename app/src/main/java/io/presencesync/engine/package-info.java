/// One mailbox per agent, timers, retries; declares the ports that the links to Webex, Finesse and the gadgets
/// implement.
@NullMarked
package io.presencesync.engine;

import org.jspecify.annotations.NullMarked;
