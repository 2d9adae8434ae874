package io.presencesync.presence;

/// The UUID of a Webex person, as apheleia names subjects (not the base64 hydra id).
public record WebexPersonId(String value) {
    @Override
    public String toString() {
        return value;
    }
}
