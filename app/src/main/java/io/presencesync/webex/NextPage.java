package io.presencesync.webex;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The address after `rel="next"` in a `Link` header; to be followed as it is.
final class NextPage {
    private static final Pattern LINK = Pattern.compile("<([^<>]*)>((?:\\s*;[^,<]*)*)");
    private static final Pattern NEXT =
            Pattern.compile("(?i);\\s*rel\\s*=\\s*\"?(?:[^\";]*\\s)?next(?:\\s[^\";]*)?\"?\\s*(;|$)");

    private NextPage() {}

    static @Nullable URI read(String header) {
        Matcher links = LINK.matcher(header);
        while (links.find()) {
            if (NEXT.matcher(links.group(2).strip()).find()) {
                return uri(links.group(1));
            }
        }
        return null;
    }

    private static @Nullable URI uri(String text) {
        try {
            return new URI(text.strip());
        } catch (URISyntaxException unusable) {
            return null;
        }
    }
}
