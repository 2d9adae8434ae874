package io.presencesync.rules;

import java.util.List;

/// What is written for everybody, or for one site, team or agent.
///
/// @param whose `everybody`, `site main`, `team 500`, `agent 1001001`
/// @param rules in the order in which they are tried
record Layer(String whose, Options options, List<Rule> rules) {
    static final Layer EMPTY = new Layer("everybody", Options.NONE, List.of());
}
