package io.presencesync.simulators.finesse;

/// A certificate and its private key, both PEM text.
public record PemPair(String certificate, String key) {
    @Override
    public String toString() {
        return "PemPair[certificate and key]";
    }
}
