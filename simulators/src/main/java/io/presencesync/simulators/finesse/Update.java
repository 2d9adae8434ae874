package io.presencesync.simulators.finesse;

import org.jspecify.annotations.Nullable;

/// One notification. `agent` is the user as published, absent for errors and for other nodes' topics.
///
/// @param topic the node it is published on, for example `/finesse/api/User/1001001`
/// @param xml   the `<Update>` document, on one line
record Update(String topic, @Nullable Agent agent, String xml) {}
