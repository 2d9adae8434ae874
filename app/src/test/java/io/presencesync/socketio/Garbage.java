package io.presencesync.socketio;

import java.util.Random;

/// Seeded random text made of chosen characters.
final class Garbage {
    private Garbage() {}

    static String text(Random random, String alphabet, int maxLength) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(maxLength + 1); i > 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
