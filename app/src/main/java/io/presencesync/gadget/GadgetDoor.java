package io.presencesync.gadget;

import com.fasterxml.jackson.databind.JsonNode;
import io.presencesync.engine.IdentityCheck;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.Secret;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Finds out who a gadget speaks for: by the token we gave it, else by the Authorization header of its container, which
/// Finesse is asked about once and which is neither kept nor logged.
public final class GadgetDoor {
    private static final Duration TOKEN_LIFETIME = Duration.ofMinutes(15);
    private static final Duration WINDOW = Duration.ofMinutes(5);
    /// Below the five wrong passwords by which Finesse locks an agent out.
    private static final int WRONG_PER_AGENT = 2;

    private static final int WRONG_PER_ADDRESS = 50;

    private final IdentityCheck finesse;
    private final TokenSigner tokens;
    private final Throttle agents;
    private final Throttle addresses;

    /// @param key random bytes to sign tokens with, at least 32
    public GadgetDoor(IdentityCheck finesse, byte[] key, InstantSource clock) {
        this.finesse = finesse;
        this.tokens = new TokenSigner(key, TOKEN_LIFETIME, clock);
        this.agents = new Throttle(WRONG_PER_AGENT, WINDOW, clock);
        this.addresses = new Throttle(WRONG_PER_ADDRESS, WINDOW, clock);
    }

    /// What the door says.
    sealed interface Answer {
        record Proven(TokenSigner.Identity who) implements Answer {}

        /// Nobody is let in.
        ///
        /// @param word for the gadget: `unauthorized` (try the header), `throttled`, `unavailable`
        record Refused(String word, String why) implements Answer {}
    }

    /// Blocks its virtual thread while Finesse is asked.
    Answer knock(JsonNode auth, String address) {
        String id = auth.path("id").asText("");
        Optional<TokenSigner.Identity> known = tokens.verify(auth.path("token").asText(""));
        if (known.isPresent() && known.get().user().value().equals(id)) {
            return new Answer.Proven(known.get());
        }
        String header = auth.path("authorization").asText("");
        if (id.isBlank() || header.isBlank()) {
            return new Answer.Refused("unauthorized", "it gave neither a valid token nor an Authorization header");
        }
        String host = address.replaceFirst(":\\d+$", "");
        if (!agents.allows(id) || !addresses.allows(host)) {
            return new Answer.Refused("throttled", "too many wrong proofs for " + id + " or from " + host);
        }
        return ask(new FinesseUserId(id), new Secret(header), host);
    }

    private Answer ask(FinesseUserId id, Secret header, String host) {
        return switch (finesse.check(id, header)) {
            case IdentityCheck.Result.Proven(var user, var loginName, var name) -> {
                agents.right(id.value());
                yield new Answer.Proven(new TokenSigner.Identity(user, loginName, name));
            }
            case IdentityCheck.Result.Refused(String why) -> {
                agents.wrong(id.value());
                addresses.wrong(host);
                yield new Answer.Refused("unauthorized", "Finesse does not confirm that it is " + id + ": " + why);
            }
            case IdentityCheck.Result.Unavailable(String why) ->
                new Answer.Refused("unavailable", "Finesse could not be asked who it is: " + why);
        };
    }

    /// What a proved gadget is told, with a fresh token for coming back.
    JsonNode welcome(TokenSigner.Identity who) {
        var welcome = GadgetWords.JSON
                .createObjectNode()
                .put("token", tokens.issue(who).reveal())
                .put("expiresInSeconds", tokens.lifetime().toSeconds());
        welcome.putObject("agent").put("id", who.user().value()).put("name", who.name());
        return welcome;
    }
}
