package io.presencesync.simulators.finesse;

import java.util.HashMap;
import java.util.Map;

/// A finished answer.
record Reply(int status, String contentType, String body, Map<String, String> headers) {
    private static final String XML = "application/xml;charset=UTF-8";

    static Reply xml(Xml document) {
        return new Reply(200, XML, document.toString(), Map.of());
    }

    static Reply xml(String document) {
        return new Reply(200, XML, document, Map.of());
    }

    static Reply empty(int status) {
        return new Reply(status, "", "", Map.of());
    }

    static Reply created(String location) {
        return new Reply(200, "", "", Map.of("location", location));
    }

    static Reply error(int status, ApiError error) {
        return new Reply(status, XML, error.toXml(), Map.of());
    }

    Reply withContentType(String other) {
        return new Reply(status, other, body, headers);
    }

    Reply withHeaders(Map<String, String> others) {
        Map<String, String> all = new HashMap<>(headers);
        all.putAll(others);
        return new Reply(status, contentType, body, Map.copyOf(all));
    }

    Reply withBody(String other) {
        return new Reply(status, contentType.isEmpty() ? XML : contentType, other, headers);
    }
}
