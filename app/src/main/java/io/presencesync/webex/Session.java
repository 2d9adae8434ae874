package io.presencesync.webex;

/// What is needed to ask apheleia for our device, while the link is up.
record Session(Discovery.Services services, Device device) {}
