package io.presencesync.webex;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The alternates of hosts as discovery tells them (`hostCatalog`): when a host fails, calls to it go to the next one,
/// and after [#FIRST_AGAIN] to the first again. An alternate the token may not be sent to is left out. Any thread.
final class HostCatalog {
    static final Duration FIRST_AGAIN = Duration.ofMinutes(5);
    private static final Logger log = LoggerFactory.getLogger(HostCatalog.class);

    private record Choice(int index, Instant until) {}

    private final TrustedHosts trusted;
    private final InstantSource clock;
    private final Map<String, Choice> chosen = new ConcurrentHashMap<>();
    private volatile Map<String, List<String>> hosts = Map.of();

    HostCatalog(TrustedHosts trusted, InstantSource clock) {
        this.trusted = trusted;
        this.clock = clock;
    }

    /// Takes a catalog's `hostCatalog`; an unusable one counts as empty.
    void adopt(JsonNode catalog) {
        Map<String, List<String>> fresh = new HashMap<>();
        catalog.properties()
                .forEach(entry -> fresh.put(entry.getKey().toLowerCase(Locale.ROOT), inOrder(entry.getValue())));
        hosts = Map.copyOf(fresh);
    }

    private static List<String> inOrder(JsonNode alternates) {
        return StreamSupport.stream(alternates.spliterator(), false)
                .filter(alternate -> Json.text(alternate, "host") != null)
                .sorted(Comparator.comparingInt(
                        alternate -> alternate.path("priority").asInt(Integer.MAX_VALUE)))
                .map(alternate -> String.valueOf(Json.text(alternate, "host")).toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    /// Where a call to this address goes at present.
    URI route(URI uri) {
        Choice choice = chosen.get(authority(uri));
        if (choice == null) {
            return uri;
        }
        List<URI> places = places(uri);
        if (!clock.instant().isBefore(choice.until()) || choice.index() >= places.size()) {
            chosen.remove(authority(uri), choice);
            return uri;
        }
        return places.get(choice.index());
    }

    /// The call that went to `tried` found nobody well there: the next one goes elsewhere, if there is an elsewhere.
    void failed(URI uri, URI tried) {
        List<URI> places = places(uri);
        int index = places.indexOf(tried);
        if (places.size() < 2 || index < 0) {
            return;
        }
        int next = (index + 1) % places.size();
        Instant until = clock.instant().plus(FIRST_AGAIN);
        Choice before = chosen.put(authority(uri), new Choice(next, before(uri, until)));
        if (before == null) {
            log.warn(
                    "webex: {} fails, its alternate {} is asked",
                    authority(uri),
                    places.get(next).getAuthority());
        }
    }

    /// Going from one alternate to the next does not put off the return to the first.
    private Instant before(URI uri, Instant otherwise) {
        Choice known = chosen.get(authority(uri));
        return known == null || !clock.instant().isBefore(known.until()) ? otherwise : known.until();
    }

    /// The address as it is first, then at each alternate in order of priority.
    private List<URI> places(URI uri) {
        Map<String, List<String>> known = hosts;
        List<URI> places = new ArrayList<>(List.of(uri));
        Stream.of(authority(uri), TrustedHosts.host(uri))
                .flatMap(key -> known.getOrDefault(key, List.of()).stream())
                .flatMap(host -> Stream.ofNullable(at(uri, host)))
                .filter(place -> trusted.trusts(place) && !places.contains(place))
                .forEach(places::add);
        return places;
    }

    private static @Nullable URI at(URI uri, String host) {
        try {
            boolean withPort = host.matches(".*:\\d{1,5}");
            String authority = withPort || uri.getPort() < 0 ? host : host + ":" + uri.getPort();
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            return new URI(uri.getScheme() + "://" + authority + uri.getRawPath() + query);
        } catch (URISyntaxException unusable) {
            return null;
        }
    }

    private static String authority(URI uri) {
        return TrustedHosts.host(uri) + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }
}
