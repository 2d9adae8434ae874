package io.presencesync.simulators.webex;

/// A presence update that was written to a socket; nanos is [System#nanoTime()] read right before the write.
public record FrameWritten(String deviceUrl, String subject, String status, long nanos) {}
