package io.presencesync.gadget;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.presencesync.net.Routes;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Texts of languages that the gadget lacks, given by the administrator: files such as `nl.json` or `pt-pt.json` of a
/// folder, each a JSON object of texts, read at start and served as `/gadget/lang/nl.json`. A file that cannot be used
/// is told and left out.
final class GadgetLanguages {
    private static final Logger log = LoggerFactory.getLogger(GadgetLanguages.class);
    private static final long LARGEST = 65_536;
    private static final String NAME = "[a-z]{2,3}(-[a-z0-9]{2,8})*";

    private final Map<String, Buffer> files = new HashMap<>();

    /// @param folder null where there is none
    GadgetLanguages(@Nullable Path folder) {
        if (folder != null) {
            found(folder).forEach(this::take);
        }
    }

    private static List<Path> found(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            log.warn("The folder {} with languages cannot be read: {}", folder, unreadable.getMessage());
            return List.of();
        }
    }

    private void take(Path file) {
        String name = file.getFileName().toString().replaceFirst("\\.json$", "").toLowerCase(Locale.ROOT);
        try {
            files.put(name, Buffer.buffer(texts(name, file).toString()));
            log.info("The gadget has the language {}", name);
        } catch (IOException | IllegalArgumentException unusable) {
            log.warn("The language file {} is left out: {}", file, unusable.getMessage());
        }
    }

    private static JsonNode texts(String name, Path file) throws IOException {
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException("its name is no language: write one such as nl.json or pt-pt.json");
        }
        if (Files.size(file) > LARGEST) {
            throw new IllegalArgumentException("it is larger than " + LARGEST + " bytes");
        }
        JsonNode texts = parsed(Files.readString(file));
        if (!texts.isObject() || !texts.valueStream().allMatch(JsonNode::isTextual)) {
            throw new IllegalArgumentException("it must be one JSON object whose values are texts");
        }
        return texts;
    }

    private static JsonNode parsed(String text) {
        try {
            return GadgetWords.JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(
                    "line " + broken.getLocation().getLineNr() + ": " + broken.getOriginalMessage(), broken);
        }
    }

    /// Any page may read them: they are no secret, and the gadget's page is the desktop's.
    void mount(Router router) {
        Routes.get(router, "/gadget/lang/:file").handler(this::answer);
    }

    private void answer(RoutingContext context) {
        String name = Objects.requireNonNullElse(context.pathParam("file"), "").replaceFirst("\\.json$", "");
        Buffer texts = files.get(name);
        HttpServerResponse response = context.response()
                .setStatusCode(texts == null ? 404 : 200)
                .putHeader("Access-Control-Allow-Origin", "*")
                .putHeader("Content-Type", "application/json; charset=utf-8")
                .putHeader("Cache-Control", "no-cache")
                .putHeader("X-Content-Type-Options", "nosniff");
        Routes.end(response, texts == null ? Buffer.buffer("{}") : texts);
    }
}
