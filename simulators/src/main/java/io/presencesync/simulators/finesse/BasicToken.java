package io.presencesync.simulators.finesse;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// What settings such as `FINESSE_ADMIN_TOKEN` hold: user and password as HTTP's basic authentication writes them.
public final class BasicToken {
    private BasicToken() {}

    public static String of(String user, String password) {
        return Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
