package io.presencesync.simulators.webex;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Public ids: base64url without padding of `ciscospark://<region>/<KIND>/<uuid>`.
final class PersonIds {
    private PersonIds() {}

    static String encode(String region, String kind, String uuid) {
        String uri = "ciscospark://" + region + "/" + kind + "/" + uuid;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(uri.getBytes(StandardCharsets.UTF_8));
    }

    /// The UUID in a public id, or the text itself when it is none.
    static String uuid(String id) {
        try {
            String uri = new String(Base64.getUrlDecoder().decode(id.replace("=", "")), StandardCharsets.UTF_8);
            return uri.startsWith("ciscospark://") ? uri.substring(uri.lastIndexOf('/') + 1) : id;
        } catch (IllegalArgumentException _) {
            return id;
        }
    }
}
