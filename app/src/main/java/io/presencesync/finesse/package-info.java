/// Out: the Finesse REST client of one cluster; reads agents, sets states as supervisor. All Finesse XML stays here.
@NullMarked
package io.presencesync.finesse;

import org.jspecify.annotations.NullMarked;
