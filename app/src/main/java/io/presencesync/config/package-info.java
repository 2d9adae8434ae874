/// Typed settings, their defaults and their validation; secrets.
@NullMarked
package io.presencesync.config;

import org.jspecify.annotations.NullMarked;
