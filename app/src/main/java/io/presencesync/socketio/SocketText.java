package io.presencesync.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The text of one Socket.IO packet, read: the packet (with placeholders still in it) and how many attachments follow.
record SocketText(SocketPacket packet, int attachments) {
    private static final Set<String> RESERVED =
            Set.of("connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener");

    static SocketText parse(String text, int maxAttachments) throws ProtocolException {
        return new Parser(text, maxAttachments).parse();
    }

    private static final class Parser {
        private static final int MAX_DIGITS = 15;
        private final String text;
        private final int maxAttachments;
        private int at;

        Parser(String text, int maxAttachments) {
            this.text = text;
            this.maxAttachments = maxAttachments;
        }

        SocketText parse() throws ProtocolException {
            char digit = peek();
            at++;
            boolean binary = digit == '5' || digit == '6';
            SocketPacket.Type type = type(digit);
            int attachments = binary ? attachments() : 0;
            String namespace = namespace();
            Long id = id();
            JsonNode data = at == text.length() ? null : Json.parse(text.substring(at));
            check(type, id, data);
            return new SocketText(new SocketPacket(type, namespace, id, data), attachments);
        }

        private SocketPacket.Type type(char digit) throws ProtocolException {
            return switch (digit) {
                case '0' -> SocketPacket.Type.CONNECT;
                case '1' -> SocketPacket.Type.DISCONNECT;
                case '2', '5' -> SocketPacket.Type.EVENT;
                case '3', '6' -> SocketPacket.Type.ACK;
                case '4' -> SocketPacket.Type.CONNECT_ERROR;
                default -> throw broken("unknown Socket.IO packet type");
            };
        }

        private int attachments() throws ProtocolException {
            Long count = number();
            if (count == null || peek() != '-') {
                throw broken("binary packet without a count of attachments");
            }
            if (count > maxAttachments) {
                throw broken("too many attachments");
            }
            at++;
            return count.intValue();
        }

        private String namespace() {
            if (peek() != '/') {
                return "/";
            }
            int comma = text.indexOf(',', at);
            int end = comma < 0 ? text.length() : comma;
            String name = text.substring(at, end);
            at = Math.min(end + 1, text.length());
            int query = name.indexOf('?');
            return query < 0 ? name : name.substring(0, query);
        }

        private @Nullable Long id() throws ProtocolException {
            return number();
        }

        private @Nullable Long number() throws ProtocolException {
            int start = at;
            while (peek() >= '0' && peek() <= '9') {
                at++;
            }
            if (at - start > MAX_DIGITS) {
                throw broken("number too long");
            }
            return at == start ? null : Long.valueOf(text.substring(start, at));
        }

        private void check(SocketPacket.Type type, @Nullable Long id, @Nullable JsonNode data)
                throws ProtocolException {
            boolean fits = switch (type) {
                case CONNECT -> data == null || data.isObject();
                case DISCONNECT -> data == null;
                case EVENT -> data != null && data.isArray() && isEventName(data.path(0));
                case ACK -> id != null && data != null && data.isArray();
                case CONNECT_ERROR -> data == null || data.isObject() || data.isTextual();
            };
            if (!fits) {
                throw broken("payload does not fit the packet type");
            }
        }

        private static boolean isEventName(JsonNode name) {
            return name.getNodeType() == JsonNodeType.NUMBER
                    || (name.isTextual() && !RESERVED.contains(name.textValue()));
        }

        private char peek() {
            return at < text.length() ? text.charAt(at) : '\0';
        }

        private ProtocolException broken(String what) {
            return ProtocolException.of(what, text);
        }
    }
}
