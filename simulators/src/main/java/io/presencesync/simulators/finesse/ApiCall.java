package io.presencesync.simulators.finesse;

import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One authenticated REST request as a route sees it.
record ApiCall(Caller caller, RoutingContext context, List<Fault.Effect> effects, boolean configurable) {

    /// A part of the path, decoded.
    String path(String name) {
        @Nullable String value = context.pathParam(name);
        return value == null ? "" : value;
    }

    Optional<String> query(String name) {
        return Optional.ofNullable(context.request().getParam(name));
    }

    String requestId() {
        @Nullable String id = context.request().getHeader("requestId");
        return id == null ? "" : id;
    }

    XmlElement body() {
        try {
            return XmlElement.parse(text());
        } catch (XmlElement.Malformed malformed) {
            throw ApiException.badRequest("", "The request body is " + malformed.getMessage());
        }
    }

    String text() {
        @Nullable String text = context.body().asString();
        return text == null ? "" : text;
    }

    /// For configuration calls, which only administrators may make, and not everywhere at a secondary node.
    void requireAdministrator() {
        if (!configurable) {
            throw new ApiException(403, "Forbidden", "", "This is not the primary node");
        }
        if (!caller.admin()) {
            throw ApiException.unauthorized(caller.name());
        }
    }
}
