package io.presencesync.net;

import java.util.Map;
import java.util.Optional;

/// One HTTP response, wholly read. Header names are in lower case; of a repeated header the first value is kept.
public record HttpAnswer(int status, Map<String, String> headers, String body) {
    public boolean ok() {
        return status >= 200 && status < 300;
    }

    /// The header's value; `name` in lower case.
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
