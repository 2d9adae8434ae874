/// The commands of the command line; talks to a running service over HTTP alone.
@NullMarked
package io.presencesync.cli;

import org.jspecify.annotations.NullMarked;
