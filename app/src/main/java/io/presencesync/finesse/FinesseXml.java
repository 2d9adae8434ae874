package io.presencesync.finesse;

import io.presencesync.config.FinesseConfig.Platform;
import io.presencesync.presence.FinesseUserId;
import io.presencesync.presence.Reason;
import io.presencesync.presence.StateName;
import io.presencesync.presence.TargetState;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Finesse's documents. Tolerant: unknown elements are passed over, one or many, empty or absent make no difference;
/// only what is no XML, or not the document asked for, is an error.
final class FinesseXml {
    private FinesseXml() {}

    static FinesseUser user(String document) throws MalformedXml {
        XmlElement root = rootNamed("User", document);
        return user(root).orElseThrow(() -> new MalformedXml("a User without loginId", document));
    }

    /// The members of a `Users` or `Team` document; an entry without loginId is passed over.
    static List<FinesseUser> users(String document, String root) throws MalformedXml {
        return users(document, root, _ -> {});
    }

    /// The same.
    ///
    /// @param remarks told what is wrong with single entries
    static List<FinesseUser> users(String document, String root, Consumer<String> remarks) throws MalformedXml {
        XmlElement found = rootNamed(root, document);
        found.find("User").forEach(entry -> remark(entry, remarks));
        return users(found);
    }

    private static void remark(XmlElement entry, Consumer<String> remarks) {
        String who = "\"" + user(entry, new FinesseUserId("?")).displayName() + "\" (login name \""
                + entry.value("loginName").orElse("") + "\")";
        if (entry.id("loginId").isEmpty()) {
            remarks.accept("Finesse user " + who + " has no loginId that can be read, and is passed over");
        } else if (entry.children().stream().anyMatch(XmlElement::damaged)) {
            remarks.accept("Finesse user " + entry.value("loginId").orElse("") + ", " + who + ", has a character in"
                    + " their data that XML forbids; it is left out");
        }
    }

    /// The users anywhere below the element; an entry without loginId is passed over.
    static List<FinesseUser> users(XmlElement within) {
        List<FinesseUser> users = new ArrayList<>();
        for (XmlElement entry : within.find("User")) {
            user(entry).ifPresent(users::add);
        }
        return users;
    }

    /// The teams a `User` supervises; an entry without id is passed over.
    static List<TeamName> supervisedTeams(String document) throws MalformedXml {
        return rootNamed("User", document).child("teams").stream()
                .flatMap(teams -> teams.find("Team").stream())
                .flatMap(team -> team.id("id").stream()
                        .map(id -> new TeamName(id, team.value("name").orElse(id))))
                .toList();
    }

    /// The errors anywhere below the element.
    static List<ApiError> apiErrors(XmlElement within) {
        return within.find("ApiError").stream().map(FinesseXml::apiError).toList();
    }

    static List<ReasonCode> reasonCodes(String document) throws MalformedXml {
        return rootNamed("ReasonCodes", document).find("ReasonCode").stream()
                .map(FinesseXml::reasonCode)
                .toList();
    }

    static SystemInfo systemInfo(String document) throws MalformedXml {
        return systemInfo(rootNamed("SystemInfo", document));
    }

    static SystemInfo systemInfo(XmlElement root) {
        return new SystemInfo(
                root.value("status").orElse("").equals("IN_SERVICE"),
                root.value("statusReason").orElse(""),
                platform(root.value("deploymentType").orElse("")),
                host(root, "primaryNode"),
                root.child("primaryNode")
                        .flatMap(node -> node.value("httpsPort"))
                        .map(FinesseXml::number)
                        .orElse(null),
                host(root, "secondaryNode"),
                time(root.value("currentTimestamp").orElse("")),
                root.value("xmppDomain").orElse(null),
                root.value("xmppPubSubDomain").orElse(null));
    }

    /// The error in a body; empty when the body holds none that can be read.
    static Optional<ApiError> apiError(String body) {
        try {
            return XmlReader.read(body).find("ApiError").stream().findFirst().map(FinesseXml::apiError);
        } catch (MalformedXml unreadable) {
            return Optional.empty();
        }
    }

    /// The body of a state change as a supervisor: never a reason code, Finesse refuses one.
    static String stateChange(TargetState target) {
        return "<User><state>" + target.name() + "</state></User>";
    }

    private static XmlElement rootNamed(String name, String document) throws MalformedXml {
        XmlElement root = XmlReader.read(document);
        if (!root.named(name)) {
            throw new MalformedXml("expected <" + name + ">, found <" + root.name() + ">", document);
        }
        return root;
    }

    private static Optional<FinesseUser> user(XmlElement user) {
        return user.id("loginId").map(id -> user(user, new FinesseUserId(id)));
    }

    private static FinesseUser user(XmlElement user, FinesseUserId id) {
        return new FinesseUser(
                id,
                user.value("loginName").orElse(null),
                user.value("firstName").orElse(null),
                user.value("lastName").orElse(null),
                user.id("teamId").orElse(null),
                user.value("teamName").orElse(null),
                roles(user),
                StateName.of(user.value("state").orElse("")),
                reason(user),
                user.value("pendingState").map(StateName::of).orElse(null),
                time(user.value("stateChangeTime").orElse("")));
    }

    private static List<String> roles(XmlElement user) {
        return user.child("roles").stream()
                .flatMap(roles -> roles.find("role").stream())
                .map(XmlElement::text)
                .toList();
    }

    private static @Nullable Reason reason(XmlElement user) {
        Optional<XmlElement> id = user.child("reasonCodeId");
        Optional<ReasonCode> code =
                user.child("ReasonCode").filter(it -> !it.children().isEmpty()).map(FinesseXml::reasonCode);
        if (id.isEmpty() && code.isEmpty()) {
            return null;
        }
        String given = id.map(XmlElement::text).orElse("");
        Reason embedded = code.map(ReasonCode::asReason).orElse(new Reason(null, null, null));
        boolean telling = !given.isEmpty() && !given.equals("-1");
        return new Reason(telling || embedded.id() == null ? given : embedded.id(), embedded.code(), embedded.label());
    }

    private static ReasonCode reasonCode(XmlElement code) {
        String id =
                code.id("id").or(() -> code.id("uri").map(FinesseXml::lastPart)).orElse(null);
        return new ReasonCode(
                id,
                code.value("code").map(FinesseXml::number).orElse(null),
                code.value("label").orElse(null),
                code.value("systemCode").orElse("").equalsIgnoreCase("true"));
    }

    private static String lastPart(String uri) {
        return uri.substring(uri.lastIndexOf('/') + 1);
    }

    private static @Nullable Integer number(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    private static ApiError apiError(XmlElement error) {
        return new ApiError(
                error.value("ErrorType").orElse(""),
                error.value("ErrorMessage").orElse(""),
                error.value("ErrorData").orElse(""));
    }

    private static Platform platform(String deploymentType) {
        return switch (deploymentType) {
            case "UCCE" -> Platform.CCE;
            case "UCCX" -> Platform.CCX;
            default -> Platform.AUTO;
        };
    }

    private static @Nullable String host(XmlElement root, String node) {
        return root.child(node).flatMap(it -> it.value("host")).orElse(null);
    }

    private static @Nullable Instant time(String text) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
