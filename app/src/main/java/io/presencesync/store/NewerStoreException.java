package io.presencesync.store;

import java.io.IOException;
import java.nio.file.Path;

/// What is stored was written by a newer version of this program; nothing was changed in it.
public final class NewerStoreException extends IOException {
    private static final long serialVersionUID = 1;
    private static final String REMEDY =
            ". Nothing was changed. Run the newer version again, or point store.url or data to another place";

    private NewerStoreException(String what, int found, int known) {
        super(what + " is version " + found + ", this program knows " + known + REMEDY);
    }

    static NewerStoreException schema(String database, int found, int known) {
        return new NewerStoreException(
                "the database (" + database + ") was written by a newer Presence Sync: its schema", found, known);
    }

    static NewerStoreException holds(String database, int found, int known) {
        return new NewerStoreException(
                "the database (" + database + ") was written by a newer Presence Sync: a hold in it", found, known);
    }

    static NewerStoreException lines(Path file, int found, int known) {
        return new NewerStoreException(file + " was written by a newer Presence Sync: a line of it", found, known);
    }

    static NewerStoreException format(Path file, int found, int known) {
        return new NewerStoreException(file + " was written by a newer Presence Sync: its file format", found, known);
    }
}
