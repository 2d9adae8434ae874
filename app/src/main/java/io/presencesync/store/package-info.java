/// Remembers over restarts: the append-only hold log in the data folder.
@NullMarked
package io.presencesync.store;

import org.jspecify.annotations.NullMarked;
