package io.presencesync.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.presencesync.engine.Refusals;
import io.presencesync.engine.SiteFacts;
import io.presencesync.engine.StatusView;
import io.presencesync.presence.ChannelKind;
import io.presencesync.presence.ConnectionState;
import io.presencesync.presence.SiteId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The service's health in one word, and what is behind it. Made anew for each request, from one look at the facts.
final class HealthPage {
    private static final int MOST_NAMES = 50;

    private final StatusView view;
    private final List<SiteFacts> facts;
    private final List<Cause> causes = new ArrayList<>();

    private record Cause(
            HealthCause cause, boolean degrades, @Nullable SiteId site, HealthTexts.Text text) {}

    HealthPage(StatusView view) {
        this.view = view;
        this.facts = view.facts();
        for (SiteFacts site : facts) {
            for (SiteHealth.Finding found : SiteHealth.of(site)) {
                HealthTexts.Text text = HealthTexts.of(found.cause(), site, view);
                causes.add(new Cause(found.cause(), found.degrades(), site.site(), text));
            }
        }
        refused(HealthCause.ORIGIN_REFUSED, view.refusedOrigins());
        refused(HealthCause.PATH_NOT_FOUND, view.unknownPaths());
    }

    /// Never more than worth knowing: anybody may send such requests.
    private void refused(HealthCause cause, Refusals refusals) {
        if (!refusals.none()) {
            causes.add(new Cause(cause, false, null, HealthTexts.of(cause, view)));
        }
    }

    /// `ok`, `starting` or `degraded`.
    String status() {
        List<ConnectionState> links = view.links();
        boolean starting =
                links.stream().allMatch(link -> link.healthy() || link.state() == ConnectionState.Kind.STARTING);
        if (!starting || causes.stream().anyMatch(Cause::degrades)) {
            return "degraded";
        }
        return links.stream().allMatch(ConnectionState::healthy) && view.ready() ? "ok" : "starting";
    }

    ArrayNode causes() {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (Cause cause : causes) {
            ObjectNode one = list.addObject().put("code", cause.cause().code());
            if (cause.site() != null) {
                one.put("site", cause.site().value());
            }
            one.put("degrades", cause.degrades())
                    .put("message", cause.text().message())
                    .put("action", cause.text().action());
        }
        return list;
    }

    /// Who has a gadget, over all sites; `whole`: everybody who has none, else the first of them.
    ObjectNode gadgets(boolean whole) {
        List<String> without = facts.stream()
                .flatMap(site -> site.gadgets().without().stream())
                .map(Object::toString)
                .toList();
        ObjectNode page = JsonNodeFactory.instance
                .objectNode()
                .put("used", facts.stream().anyMatch(site -> site.channels().contains(ChannelKind.GADGET)))
                .put(
                        "connected",
                        facts.stream()
                                .mapToInt(site -> site.gadgets().connected())
                                .sum())
                .put(
                        "signedIn",
                        facts.stream()
                                .mapToInt(site -> site.gadgets().signedIn())
                                .sum());
        ArrayNode list = page.putArray("without");
        without.stream().limit(whole ? Long.MAX_VALUE : MOST_NAMES).forEach(list::add);
        page.put("withoutMore", without.size() - list.size());
        ObjectNode unreadable = page.putObject("unreadable");
        facts.stream()
                .flatMap(site -> site.gadgets().unreadable().entrySet().stream())
                .limit(whole ? Long.MAX_VALUE : MOST_NAMES)
                .forEach(one -> unreadable.put(one.getKey().toString(), one.getValue()));
        page.set("refusedOrigins", refusals(view.refusedOrigins()));
        page.set("unknownPaths", refusals(view.unknownPaths()));
        return page;
    }

    private static ObjectNode refusals(Refusals refusals) {
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        ArrayNode list = page.putArray("kept");
        for (Refusals.Refusal one : refusals.kept()) {
            list.addObject()
                    .put("what", one.what())
                    .put("count", one.count())
                    .put("first", one.first().toString())
                    .put("last", one.last().toString());
        }
        return page.put("others", refusals.others());
    }
}
