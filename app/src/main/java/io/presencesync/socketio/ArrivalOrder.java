package io.presencesync.socketio;

/// Keeps requests on different connections in the order they arrived.
///
/// Netty collects the connections that are ready in a set of its own, in the order the system names them, or
/// else in the JDK's hash set, which mixes them: of two GETs 5 ms apart, read in one turn of a busy event loop,
/// the second then goes first half of the time. Since Netty no longer uses `sun.misc.Unsafe` (from JDK 25 on) it
/// puts its set in place by reflection only, and only when a property tells it to and `java.base` opens
/// `sun.nio.ch` (`Add-Opens` in the jar's manifest).
public final class ArrivalOrder {
    private static final String PROPERTY = "io.netty.tryReflectionSetAccessible";

    private ArrivalOrder() {}

    /// To be called before the first `Vertx` of the process is made; a property that is set already stays.
    public static void keep() {
        if (System.getProperty(PROPERTY) == null) {
            System.setProperty(PROPERTY, "true");
        }
    }
}
