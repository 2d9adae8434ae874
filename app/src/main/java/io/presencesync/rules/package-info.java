/// Rules as data: reads `rules.yml`, checks it, puts it in force while running, and says how each agent is treated.
@NullMarked
package io.presencesync.rules;

import org.jspecify.annotations.NullMarked;
