package io.presencesync.gadget;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
    private final InstantSource wall;
    private final Throttle agents;
    private final Throttle addresses;

    /// @param key secret random bytes to sign tokens with, at least 32; another for each site
    /// @param clock by which wrong proofs are counted; never set
    /// @param wall what people call the time: a token tells its end by it, for it may outlive us
    public GadgetDoor(IdentityCheck finesse, byte[] key, InstantSource clock, InstantSource wall) {
        this.finesse = finesse;
        this.wall = wall;
        this.tokens = new TokenSigner(key, TOKEN_LIFETIME, wall);
        this.agents = new Throttle(WRONG_PER_AGENT, WINDOW, clock);
        this.addresses = new Throttle(WRONG_PER_ADDRESS, WINDOW, clock);
    }

    /// Where the clock on the wall is never set.
    public GadgetDoor(IdentityCheck finesse, byte[] key, InstantSource clock) {
        this(finesse, key, clock, clock);
    }

    /// What the door says.
    sealed interface Answer {
        record Proven(TokenSigner.Identity who) implements Answer {}

        /// Nobody is let in.
        ///
        /// @param word for the gadget: `unauthorized` (try the header), `throttled`, `unavailable`
        record Refused(String word, String why) implements Answer {}
    }

    /// Whether Finesse would be asked: there is no valid token but a header, and not too many wrong ones were before.
    boolean mustAsk(JsonNode auth, String address) {
        return known(auth).isEmpty() && hasHeader(auth) && allows(id(auth), address);
    }

    /// Blocks its virtual thread while Finesse is asked.
    Answer knock(JsonNode auth, String address) {
        Optional<TokenSigner.Identity> known = known(auth);
        if (known.isPresent()) {
            return new Answer.Proven(known.get());
        }
        if (!hasHeader(auth)) {
            return new Answer.Refused("unauthorized", "it gave neither a valid token nor an Authorization header");
        }
        if (!allows(id(auth), address)) {
            return new Answer.Refused("throttled", "too many wrong proofs for " + id(auth) + " or from " + address);
        }
        return ask(new FinesseUserId(id(auth)), new Secret(header(auth)), address);
    }

    private Optional<TokenSigner.Identity> known(JsonNode auth) {
        return tokens.verify(auth.path("token").asText(""))
                .filter(who -> who.user().value().equals(id(auth)));
    }

    private static boolean hasHeader(JsonNode auth) {
        return !id(auth).isBlank() && !header(auth).isBlank();
    }

    private boolean allows(String id, String host) {
        return agents.allows(id) && addresses.allows(host);
    }

    private static String id(JsonNode auth) {
        return auth.path("id").asText("");
    }

    private static String header(JsonNode auth) {
        return auth.path("authorization").asText("");
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

    /// What a proved gadget is told, with a fresh token for coming back; and our time, for his clock may be wrong.
    JsonNode welcome(TokenSigner.Identity who) {
        ObjectNode welcome = token(who).put("time", Shown.millis(wall.instant()));
        welcome.putObject("agent").put("id", who.user().value()).put("name", who.name());
        return welcome;
    }

    /// A fresh token, for coming back.
    ObjectNode token(TokenSigner.Identity who) {
        return GadgetWords.JSON
                .createObjectNode()
                .put("token", tokens.issue(who).reveal())
                .put("expiresInSeconds", tokens.lifetime().toSeconds());
    }

    /// How often a connected gadget gets a fresh token, so that it always has one to come back with.
    Duration tokenEvery() {
        return tokens.lifetime().dividedBy(2);
    }
}
