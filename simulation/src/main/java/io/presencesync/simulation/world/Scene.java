package io.presencesync.simulation.world;

import io.presencesync.simulation.history.Fact;
import io.presencesync.simulation.history.Setting;
import io.presencesync.simulation.history.Situation;
import io.presencesync.simulation.history.Witness;

/// What all parts of one run share.
record Scene(Timeline timeline, Chance chance, Weather weather, Setting setting, Witness witness) {
    void tell(int agent, Fact fact) {
        witness.see(timeline.now(), agent, fact);
    }

    void note(int agent, String words) {
        tell(agent, new Fact.Note(words));
    }

    boolean plays(Situation situation) {
        return setting.plays(situation);
    }

    void after(long millis, Runnable work) {
        timeline.after(millis, work);
    }
}
