package io.presencesync.net;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One HTTP response, wholly read. Header names are in lower case; of a repeated header the first value is kept.
///
/// @param cookies every `Set-Cookie` there was
public record HttpAnswer(int status, Map<String, String> headers, List<String> cookies, String body) {
    /// An answer without cookies.
    public HttpAnswer(int status, Map<String, String> headers, String body) {
        this(status, headers, List.of(), body);
    }

    public boolean ok() {
        return status >= 200 && status < 300;
    }

    /// The header's value; `name` in lower case.
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
