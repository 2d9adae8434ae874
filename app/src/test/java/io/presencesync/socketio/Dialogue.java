package io.presencesync.socketio;

import io.presencesync.socketio.EchoClient.Frames;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Plays the client's lines of one conformance case and notes what the server answers. A line begins with:
///
/// | word | the client |
/// |---|---|
/// | `GET`, `POST`, `PUT`, `HEAD`, `OPTIONS` | sends this request: query, then `[header: value]`, then ` :: ` and a
/// body |
/// | `START` | sends a GET and does not wait for its answer; `AWAIT` does, the oldest first |
/// | `BOTH` | sends two GETs at once; the answers are told in the order of the alphabet |
/// | `WS` | opens a WebSocket with this query |
/// | `SAY`, `BYTES` | sends a text frame, or a binary one given as hex |
/// | `HEAR` | waits for one frame, `HEAR 3` for three |
///
/// `$sid` is the session opened last, `\e` the record separator, `\n` a line end, `{x*5}` five times x.
final class Dialogue {
    private static final Pattern SID = Pattern.compile("\"sid\":\"([^\"]+)\"");
    private static final Pattern TIMES = Pattern.compile("\\{(.)\\*(\\d+)}");
    private static final Pattern HEADER = Pattern.compile("\\[([\\w-]+): ([^\\]]*)]");
    private static final int LONG = 200;

    private final EchoClient client;
    private final Deque<CompletableFuture<HttpResponse<String>>> waiting = new ArrayDeque<>();
    private final List<String> answers = new ArrayList<>();
    private @Nullable Frames socket;
    private String sid = "";

    Dialogue(EchoClient client) {
        this.client = client;
    }

    /// What the server answered to this line.
    List<String> play(String line) throws Exception {
        answers.clear();
        String[] parts = line.split(" ", 2);
        String rest = parts.length == 1 ? "" : expand(parts[1]);
        switch (parts[0]) {
            case "GET", "POST", "PUT", "HEAD", "OPTIONS" -> request(parts[0], rest);
            case "START" -> waiting.add(client.start(rest));
            case "AWAIT" -> told(waiting.remove().get());
            case "BOTH" -> both(rest);
            case "WS" -> open(rest);
            case "SAY" -> current().text(rest);
            case "BYTES" -> current().binary(bytes(rest));
            case "HEAR" -> hear(rest.isEmpty() ? 1 : Integer.parseInt(rest));
            default -> throw new IllegalArgumentException("no such word: " + line);
        }
        return List.copyOf(answers);
    }

    void end() {
        if (socket != null) {
            socket.abort();
        }
    }

    private String expand(String text) {
        Matcher times =
                TIMES.matcher(text.replace("$sid", sid).replace("\\e", "\u001e").replace("\\n", "\n"));
        return times.replaceAll(
                match -> Matcher.quoteReplacement(match.group(1).repeat(Integer.parseInt(match.group(2)))));
    }

    private void request(String method, String rest) throws Exception {
        String[] parts = rest.split(" :: ", 2);
        List<String> headers = new ArrayList<>();
        Matcher header = HEADER.matcher(parts[0]);
        while (header.find()) {
            headers.add(header.group(1));
            headers.add(header.group(2));
        }
        String query = HEADER.matcher(parts[0]).replaceAll("").strip();
        String body = parts.length == 1 ? null : parts[1];
        told(client.send(method, query, body, headers.toArray(String[]::new)));
    }

    private void told(HttpResponse<String> response) {
        StringBuilder words = new StringBuilder().append(response.statusCode());
        for (String name : List.of(
                "access-control-allow-origin",
                "access-control-allow-credentials",
                "access-control-allow-methods",
                "access-control-allow-headers")) {
            response.headers().firstValue(name).ifPresent(value -> words.append(" [%s: %s]".formatted(name, value)));
        }
        answers.add((words + " " + shown(response.body())).strip());
    }

    private void both(String query) throws Exception {
        CompletableFuture<HttpResponse<String>> one = client.start(query);
        CompletableFuture<HttpResponse<String>> other = client.start(query);
        told(one.get());
        told(other.get());
        Collections.sort(answers);
    }

    private void open(String query) throws InterruptedException {
        try {
            socket = client.webSocket(query);
            answers.add("open");
        } catch (CompletionException refused) {
            answers.add("refused");
        }
    }

    private void hear(int frames) throws InterruptedException {
        for (int frame = 0; frame < frames; frame++) {
            answers.add(shown(current().next()));
        }
    }

    private Frames current() {
        if (socket == null) {
            throw new IllegalStateException("no WebSocket is open");
        }
        return socket;
    }

    private static int[] bytes(String hex) {
        return hex.chars().filter(sign -> sign == ' ').count() == 0 && hex.isEmpty()
                ? new int[0]
                : List.of(hex.split(" ")).stream()
                        .mapToInt(each -> Integer.parseInt(each, 16))
                        .toArray();
    }

    /// Ids differ from run to run, and long answers are told by their length.
    private String shown(String answer) {
        Matcher id = SID.matcher(answer);
        if (id.find()) {
            sid = answer.startsWith("0") ? id.group(1) : sid;
        }
        String known = SID.matcher(answer).replaceAll("\"sid\":\"…\"").replace("\u001e", "\\e");
        return known.length() > LONG ? known.substring(0, 10) + "… (" + answer.length() + " characters)" : known;
    }
}
