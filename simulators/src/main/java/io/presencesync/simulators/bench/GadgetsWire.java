package io.presencesync.simulators.bench;

/// One Engine.IO connection of a gadget, from its opening to its loss. All on one event loop.
interface GadgetsWire {
    /// Who hears what comes.
    interface Ear {
        /// An Engine.IO packet.
        ///
        /// @param nanos when it had come, by [System#nanoTime()]
        void packet(String text, long nanos);

        /// It could not be opened, or it is lost; told once, and not after [GadgetsWire#close()].
        void gone();
    }

    void open();

    void send(String packet);

    /// Our own ending.
    void close();
}
