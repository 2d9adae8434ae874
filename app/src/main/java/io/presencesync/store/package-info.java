/// Remembers over restarts: local append-only files in the data folder, and the SQL database that follows them.
@NullMarked
package io.presencesync.store;

import org.jspecify.annotations.NullMarked;
