package io.presencesync.config;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The reverse proxies that are believed when they say for whom they ask. From anybody else `X-Forwarded-For` is
/// whatever he likes to write, and is passed over. Immutable.
public final class TrustedProxies {
    /// Nobody is believed.
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    private final List<Range> ranges;

    private static final class Range {
        private final byte[] network;
        private final int bits;

        Range(byte[] network, int bits) {
            this.network = network;
            this.bits = bits;
        }

        private boolean holds(byte[] address) {
            if (address.length != network.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((address[bit / 8] & mask) != (network[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private TrustedProxies(List<Range> ranges) {
        this.ranges = List.copyOf(ranges);
    }

    /// Believes these.
    ///
    /// @param words addresses such as `10.1.2.3`, or ranges such as `10.1.0.0/16` and `fd00::/8`
    /// @throws IllegalArgumentException names the one that is neither
    public static TrustedProxies of(List<String> words) {
        List<Range> ranges = new ArrayList<>();
        for (String word : words) {
            ranges.add(range(word.strip()));
        }
        return new TrustedProxies(ranges);
    }

    private static Range range(String word) {
        String[] parts = word.split("/", 2);
        try {
            if (parts[0].contains(".") && !parts[0].contains(":") && !parts[0].matches("\\d+(\\.\\d+){3}")) {
                throw new IllegalArgumentException("not four parts");
            }
            byte[] network = InetAddress.ofLiteral(parts[0]).getAddress();
            int most = network.length * 8;
            int bits = parts.length == 1 ? most : Integer.parseInt(parts[1]);
            if (bits < 0 || bits > most) {
                throw new IllegalArgumentException("too many bits");
            }
            return new Range(network, bits);
        } catch (IllegalArgumentException neither) {
            throw new IllegalArgumentException(
                    "\"" + word + "\" is neither an address such as 10.1.2.3 nor a range such as 10.1.0.0/16", neither);
        }
    }

    /// Whose request it is: the peer's, or the last one in the header that no trusted proxy is.
    ///
    /// @param peer address of the connection's other end, without a port
    /// @param forwardedFor the header `X-Forwarded-For`; null when there is none
    public String client(String peer, @Nullable String forwardedFor) {
        if (forwardedFor == null || !trusted(peer)) {
            return peer;
        }
        String client = peer;
        List<String> hops = List.of(forwardedFor.split(",", -1)).reversed();
        for (String hop : hops) {
            String address = hop.strip();
            if (!known(address)) {
                return client;
            }
            client = address;
            if (!trusted(address)) {
                return client;
            }
        }
        return client;
    }

    private static boolean known(String address) {
        try {
            InetAddress.ofLiteral(address);
            return true;
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    private boolean trusted(String address) {
        if (ranges.isEmpty() || !known(address)) {
            return false;
        }
        byte[] bytes = InetAddress.ofLiteral(address).getAddress();
        return ranges.stream().anyMatch(range -> range.holds(bytes));
    }
}
