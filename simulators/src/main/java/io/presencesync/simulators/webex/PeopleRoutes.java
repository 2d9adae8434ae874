package io.presencesync.simulators.webex;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The public People API as a bot sees it: its own org, by address, name prefix or ids.
final class PeopleRoutes {
    private static final String PEOPLE = "/v1/people";
    private static final int MOST_IDS = 85;

    private final WebexSimulatorOptions options;
    private final Supplier<Limits> limits;
    private final Directory directory;
    private final String base;

    PeopleRoutes(Api api, WebexSimulatorOptions options, Supplier<Limits> limits, Directory directory, String base) {
        this.options = options;
        this.limits = limits;
        this.directory = directory;
        this.base = base;
        api.route(HttpMethod.GET, PEOPLE + "/me", Endpoint.PEOPLE_ME, this::me);
        api.route(HttpMethod.GET, PEOPLE, Endpoint.PEOPLE, this::list);
        api.route(HttpMethod.GET, PEOPLE + "/:id", Endpoint.PERSON, this::person);
    }

    private void me(Exchange call) {
        call.ok(json(directory.require(call.caller()), true));
    }

    private void person(Exchange call) {
        Person person = directory.find(PersonIds.uuid(call.path("id")));
        if (person == null) {
            throw new Refusal(404, "The requested resource could not be found.");
        }
        call.ok(json(person, true));
    }

    private void list(Exchange call) {
        String ids = call.query("id");
        String email = call.query("email");
        String name = call.query("displayName");
        if (ids != null) {
            byIds(call, List.of(ids.split(",")));
        } else if (email != null) {
            page(call, inOrg(directory.byEmail(email)), "email=" + encode(email));
        } else if (name != null) {
            page(call, inOrg(byName(name)), "displayName=" + encode(name));
        } else {
            throw new Refusal(400, "Email, displayName, or id list should be specified.");
        }
    }

    private void byIds(Exchange call, List<String> ids) {
        if (ids.size() > MOST_IDS) {
            throw new Refusal(400, "at most " + MOST_IDS + " ids are allowed");
        }
        var items = new JsonArray();
        var notFound = new JsonArray();
        for (String id : ids) {
            Person person = directory.find(PersonIds.uuid(id));
            if (person == null || !person.orgId().equals(options.orgId())) {
                notFound.add(id);
            } else {
                items.add(json(person, false));
            }
        }
        call.ok(new JsonObject().put("items", items).put("notFoundIds", notFound.isEmpty() ? null : notFound));
    }

    private List<Person> byName(String prefix) {
        String wanted = prefix.toLowerCase(Locale.ROOT);
        return directory.people().stream()
                .filter(person -> person.displayName().toLowerCase(Locale.ROOT).startsWith(wanted))
                .toList();
    }

    private List<Person> inOrg(List<Person> people) {
        return people.stream()
                .filter(person -> person.orgId().equals(options.orgId()))
                .toList();
    }

    private void page(Exchange call, List<Person> all, String filter) {
        int page = limits.get().peoplePage();
        int max = Math.clamp(number(call.query("max"), page), 1, page);
        int from = Math.clamp(number(call.query("cursor"), 0), 0, all.size());
        int to = Math.min(all.size(), from + max);
        var items = new ArrayList<JsonObject>();
        all.subList(from, to).forEach(person -> items.add(json(person, true)));
        if (to < all.size()) {
            String next = base + PEOPLE + "?" + filter + "&max=" + max + "&cursor=" + to;
            call.header("Link", "<" + next + ">; rel=\"next\"");
        }
        call.ok(new JsonObject().put("items", new JsonArray(items)).putNull("notFoundIds"));
    }

    private JsonObject json(Person person, boolean withStatus) {
        JsonObject json = new JsonObject()
                .put("id", PersonIds.encode(options.region(), "PEOPLE", person.uuid()))
                .put("emails", new JsonArray(person.emails()))
                .put("displayName", person.displayName())
                .put("nickName", person.displayName().split(" ", 2)[0])
                .put("orgId", PersonIds.encode(options.region(), "ORGANIZATION", person.orgId()))
                .put("created", person.created().toString())
                .put("lastModified", person.created().toString())
                .put("type", person.type());
        boolean shown = withStatus && person.sharing() && person.orgId().equals(options.orgId());
        return shown && !person.type().equals("bot") ? status(json, person.presence()) : json;
    }

    private static JsonObject status(JsonObject json, PresenceValue value) {
        return json.put("lastActivity", value.since().toString()).put("status", value.publicStatus());
    }

    private static int number(@Nullable String text, int otherwise) {
        try {
            return text == null ? otherwise : Integer.parseInt(text);
        } catch (NumberFormatException _) {
            throw new Refusal(400, "'" + text + "' is no number");
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
