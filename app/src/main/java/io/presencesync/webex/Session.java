package io.presencesync.webex;

/// What is needed to ask apheleia for our device, while the link is up.
///
/// @param connection rises with each connection, so that what an earlier one met is not taken for news
record Session(Discovery.Services services, Device device, long connection) {}
