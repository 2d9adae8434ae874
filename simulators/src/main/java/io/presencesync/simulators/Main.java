package io.presencesync.simulators;

/** Entry point of the simulators. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.out.println("simulators");
    }
}
