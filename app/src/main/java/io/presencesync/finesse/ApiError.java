package io.presencesync.finesse;

/// The first error of an `ApiErrors` envelope; a part that is absent is the empty text.
record ApiError(String type, String message, String data) {
    /// All parts in one short text for logs and the journal.
    String inWords() {
        StringBuilder words = new StringBuilder(type);
        if (!message.isEmpty()) {
            words.append(": ").append(message);
        }
        if (!data.isEmpty()) {
            words.append(" [").append(data).append(']');
        }
        return words.toString();
    }
}
