package io.presencesync.agent;

/// The table the machine's tests run with: the standard one, unless [MutateTable] tries another.
final class Flip {
    private static volatile Table table = Table.STANDARD;

    private Flip() {}

    static Table table() {
        return table;
    }

    static void to(Table other) {
        table = other;
    }
}
