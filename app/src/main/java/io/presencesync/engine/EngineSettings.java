package io.presencesync.engine;

import io.presencesync.agent.Rules;
import java.time.Duration;

/// How the engine treats all agents.
///
/// @param freshFor age up to which a known agent state needs no read before a hold
/// @param staleAfter age from which a presence says nothing any more
public record EngineSettings(
        Rules rules, Duration settleHold, Duration settleRelease, Duration freshFor, Duration staleAfter) {}
