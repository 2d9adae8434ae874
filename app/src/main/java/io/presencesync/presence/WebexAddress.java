package io.presencesync.presence;

import java.util.Locale;

/// A person's Webex e-mail address; compared without regard to case.
public record WebexAddress(String value) {
    public WebexAddress {
        value = value.strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return value;
    }
}
