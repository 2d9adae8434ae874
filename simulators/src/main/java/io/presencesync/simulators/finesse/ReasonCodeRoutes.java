package io.presencesync.simulators.finesse;

import io.presencesync.simulators.finesse.ReasonCode.Category;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Optional;

/// `/finesse/api/ReasonCode…`: read by everybody one by one, listed and changed by the administrator.
final class ReasonCodeRoutes {
    private final ReasonCodes codes;

    ReasonCodeRoutes(ReasonCodes codes) {
        this.codes = codes;
    }

    void mount(Router router, RestPipeline rest) {
        router.get("/finesse/api/ReasonCodes").handler(rest.authenticated(this::all));
        router.post("/finesse/api/ReasonCode").handler(rest.authenticated(this::create));
        router.get("/finesse/api/ReasonCode/:rid").handler(rest.authenticated(call -> single(find(call))));
        router.put("/finesse/api/ReasonCode/:rid").handler(rest.authenticated(this::change));
        router.delete("/finesse/api/ReasonCode/:rid").handler(rest.authenticated(this::delete));
    }

    /// By category without system codes; `ALL` with them, as systems of release 12.5 do it.
    private Reply all(ApiCall call) {
        call.requireAdministrator();
        if (call.query("category").equals(Optional.of("ALL"))) {
            return Reply.xml(list("ALL", codes.all()));
        }
        Category category = category(call);
        return Reply.xml(list(
                category.name(),
                codes.all().stream()
                        .filter(code -> code.category() == category && !code.systemCode())
                        .toList()));
    }

    private Reply create(ApiCall call) {
        call.requireAdministrator();
        XmlElement body = body(call);
        Category category = parseCategory(required(body, "category"));
        int code = number(required(body, "code"));
        boolean forAll = Boolean.parseBoolean(required(body, "forAll"));
        try {
            ReasonCode added = codes.add(category, code, required(body, "label"), forAll);
            return Reply.created(origin(call) + added.uri());
        } catch (ReasonCodes.Invalid invalid) {
            throw refused(invalid);
        }
    }

    private static String origin(ApiCall call) {
        return call.context().request().scheme() + "://"
                + call.context().request().authority();
    }

    private Reply change(ApiCall call) {
        call.requireAdministrator();
        ReasonCode old = changeable(call);
        XmlElement body = body(call);
        Optional<String> code = body.child("code");
        Optional<String> label = body.child("label");
        Optional<String> forAll = body.child("forAll");
        if (code.isEmpty() && label.isEmpty() && forAll.isEmpty()) {
            throw ApiException.invalidInput(old.uri(), "At least one of code, label, forAll is required");
        }
        try {
            codes.replace(new ReasonCode(
                    old.id(),
                    old.category(),
                    code.map(ReasonCodeRoutes::number).orElse(old.code()),
                    label.orElse(old.label()),
                    forAll.map(Boolean::parseBoolean).orElse(old.forAll()),
                    false));
            return Reply.empty(200);
        } catch (ReasonCodes.Invalid invalid) {
            throw refused(invalid);
        }
    }

    private Reply delete(ApiCall call) {
        call.requireAdministrator();
        codes.remove(changeable(call).id());
        return Reply.empty(200);
    }

    private ReasonCode changeable(ApiCall call) {
        ReasonCode code = find(call);
        if (code.systemCode()) {
            throw new ApiException(400, "Finesse API Error", code.uri(), "System codes cannot be changed");
        }
        return code;
    }

    private ReasonCode find(ApiCall call) {
        String id = call.path("rid");
        return parseId(id).flatMap(codes::find).orElseThrow(() -> ApiException.notFound(id));
    }

    static Reply single(ReasonCode code) {
        Xml xml = new Xml();
        code.write(xml);
        return Reply.xml(xml);
    }

    static Xml list(String category, List<ReasonCode> codes) {
        Xml xml = new Xml().open("ReasonCodes", "category", category);
        codes.forEach(code -> code.write(xml));
        return xml.close("ReasonCodes");
    }

    static Category category(ApiCall call) {
        return parseCategory(
                call.query("category").orElseThrow(() -> ApiException.missing("category", "category missing")));
    }

    static Optional<Integer> parseId(String text) {
        return text.matches("\\d{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    private static Category parseCategory(String text) {
        for (Category category : Category.values()) {
            if (category.name().equals(text)) {
                return category;
            }
        }
        throw ApiException.badRequest("category", "category must be NOT_READY or LOGOUT");
    }

    private static int number(String text) {
        return parseId(text).orElseThrow(() -> ApiException.badRequest("code", "code must be a number"));
    }

    private static XmlElement body(ApiCall call) {
        XmlElement body = call.body();
        if (!body.name().equals("ReasonCode")) {
            throw ApiException.badRequest(body.name(), "ReasonCode expected");
        }
        return body;
    }

    private static String required(XmlElement body, String name) {
        return body.child(name).orElseThrow(() -> ApiException.badRequest(name, name + " missing"));
    }

    private static ApiException refused(ReasonCodes.Invalid invalid) {
        return new ApiException(400, invalid.errorType(), "", String.valueOf(invalid.getMessage()));
    }
}
