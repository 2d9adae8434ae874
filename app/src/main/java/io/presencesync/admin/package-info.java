/// Shows health and agents over HTTP: health pages, the look-up pages of old, the API.
@NullMarked
package io.presencesync.admin;

import org.jspecify.annotations.NullMarked;
