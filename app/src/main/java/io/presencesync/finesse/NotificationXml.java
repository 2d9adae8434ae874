package io.presencesync.finesse;

import io.presencesync.presence.FinesseUserId;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The payload of one pubsub item. Finesse sends the `Update` document as escaped text inside `notification`; the same
/// document as plain elements, in a CDATA section, bare, or escaped once more is understood too, in any case of
/// letters.
final class NotificationXml {
    private static final int MAX_WRAPPINGS = 4;
    private static final Pattern USER = Pattern.compile("/finesse/api/user/([^/?]+)/?", Pattern.CASE_INSENSITIVE);

    private NotificationXml() {}

    /// @param payload the item's content as XML, or the document itself
    static AgentNotification read(String payload) throws MalformedXml {
        XmlElement update = update(payload, MAX_WRAPPINGS);
        XmlElement data = update.child("data").orElseThrow(() -> new MalformedXml("an Update without data", payload));
        AgentNotification event = new AgentNotification(
                kind(update, payload),
                update.value("requestId").orElse(null),
                update.value("source").map(NotificationXml::user).orElse(null),
                FinesseXml.users(data),
                FinesseXml.apiErrors(data),
                data.child("systemInfo").map(FinesseXml::systemInfo).orElse(null));
        return holdingWhatItSays(event, data, payload);
    }

    private static XmlElement update(String document, int wrappings) throws MalformedXml {
        XmlElement root = XmlReader.read(document);
        List<XmlElement> found = root.find("Update");
        if (!found.isEmpty()) {
            return found.getFirst();
        }
        String inner = text(root);
        if (wrappings == 0 || !(inner.contains("<") || inner.contains("&lt;"))) {
            throw new MalformedXml("no Update in the event", document);
        }
        int begins = inner.indexOf('<');
        return update(begins < 0 ? "<text>" + inner + "</text>" : inner.substring(begins), wrappings - 1);
    }

    /// The first text found going down: `item` and `notification` have none of their own around it.
    private static String text(XmlElement element) {
        if (!element.text().isEmpty() || element.children().isEmpty()) {
            return element.text();
        }
        return text(element.children().getFirst());
    }

    /// An event without kind is read as a change, as the newest truth wins anyway; one of an unknown kind is not.
    private static AgentNotification.Kind kind(XmlElement update, String payload) throws MalformedXml {
        return switch (update.value("event").orElse("PUT").toUpperCase(Locale.ROOT)) {
            case "PUT" -> AgentNotification.Kind.PUT;
            case "POST" -> AgentNotification.Kind.POST;
            case "DELETE" -> AgentNotification.Kind.DELETE;
            default -> throw new MalformedXml("an event that is not PUT, POST or DELETE", payload);
        };
    }

    private static @Nullable FinesseUserId user(String source) {
        Matcher path = USER.matcher(source);
        return path.matches() ? new FinesseUserId(path.group(1)) : null;
    }

    private static AgentNotification holdingWhatItSays(AgentNotification event, XmlElement data, String payload)
            throws MalformedXml {
        if (event.users().isEmpty() && !data.find("User").isEmpty()) {
            throw new MalformedXml("a User without loginId", payload);
        }
        if (event.errors().isEmpty() && !data.find("apiErrors").isEmpty()) {
            throw new MalformedXml("apiErrors without an apiError", payload);
        }
        return event;
    }
}
