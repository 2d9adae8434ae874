package io.presencesync.socketio;

import org.jspecify.annotations.Nullable;

/// What an HTTP request was answered; `null` while it waits. Fails when answered twice.
final class FakeReply implements PollReply {
    private @Nullable String answer;

    @Override
    public void ok(String body) {
        set(body);
    }

    @Override
    public void fail(EngineError error) {
        set(error.name());
    }

    @Nullable
    String answer() {
        return answer;
    }

    private void set(String text) {
        if (answer != null) {
            throw new AssertionError("answered twice: " + answer + ", " + text);
        }
        answer = text;
    }
}
