package io.presencesync.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A running script that takes commands as lines and answers with one JSON object a line, each with a `step`.
///
/// Closing it ends the script.
final class NodeDialog implements AutoCloseable {
    private static final long SECONDS = 60;
    private static final String END = "";

    private final ObjectMapper json = new ObjectMapper();
    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final Queue<String> errors = new ConcurrentLinkedQueue<>();

    NodeDialog(Process process) {
        this.process = process;
        // A virtual thread that reads from a process counts as working all the time; see FaultSite.
        Thread.ofPlatform().daemon().start(() -> read(process.getInputStream(), true));
        Thread.ofPlatform().daemon().start(() -> read(process.getErrorStream(), false));
    }

    private void read(InputStream stream, boolean output) {
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                take(line, output);
            }
        } catch (IOException e) {
            errors.add(String.valueOf(e.getMessage()));
        }
        if (output) {
            lines.add(END);
        }
    }

    private void take(String line, boolean output) {
        if (output && line.startsWith("{\"step\"")) {
            lines.add(line);
        } else {
            errors.add(line);
        }
    }

    void send(String command) {
        try {
            var input = process.getOutputStream();
            input.write((command + "\n").getBytes(StandardCharsets.UTF_8));
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the script has ended: " + errors, e);
        }
    }

    /// The next answer of this step; answers of other steps before it are passed over, a failure is not.
    JsonNode expect(String step) {
        while (true) {
            JsonNode answer = parse(nextLine(step));
            String got = answer.path("step").asText();
            if (got.equals(step)) {
                return answer;
            }
            if (got.equals("failed")) {
                throw new AssertionError("expected " + step + ", got " + answer + "\n" + errors);
            }
        }
    }

    private String nextLine(String step) {
        try {
            String line = lines.poll(SECONDS, TimeUnit.SECONDS);
            if (line == null || line.equals(END)) {
                throw new AssertionError("expected " + step + ", but nothing came\n" + errors);
            }
            return line;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + step, e);
        }
    }

    private JsonNode parse(String line) {
        try {
            return json.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + line, e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
