package io.presencesync.store;

import java.io.IOException;

/// The database was brought forward by a newer version of this program; nothing was changed in it.
public final class NewerSchemaException extends IOException {
    private static final long serialVersionUID = 1;

    NewerSchemaException(String database, int found, int known) {
        super("the database (" + database + ") was written by a newer Presence Sync: its schema is version " + found
                + ", this program knows " + known
                + ". Run the newer version again, or point store.url or data to another place");
    }
}
