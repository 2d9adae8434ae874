/// Measures the packaged product against both simulators: latencies, start, requests, memory.
@NullMarked
package io.presencesync.simulators.bench;

import org.jspecify.annotations.NullMarked;
