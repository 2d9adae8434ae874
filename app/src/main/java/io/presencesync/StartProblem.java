package io.presencesync;

import io.presencesync.config.Configuration;
import io.presencesync.config.ServerConfig;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/// Why the service, or a command that opens its store, could not start: one line with the cause, the setting and what
/// to do. The causes are those that the system tells (errno), the same for every user.
final class StartProblem {
    private static final String FOLDER_SETTING = " (setting data, PRESENCE_SYNC_DATA)";
    private static final String PORT_SETTING = " (settings port and host, PORT and PRESENCE_SYNC_HOST)";

    private StartProblem() {}

    /// What a file system refused, where it concerns the data folder; else what the failure says itself.
    static String inWords(Exception failed, Configuration config) {
        if (failed instanceof FileSystemException refused && within(refused, config.data())) {
            return folder(config.data(), cause(refused, config.data()));
        }
        if (failed instanceof IOException && isFull(message(failed))) {
            return folder(config.data(), full());
        }
        return message(failed);
    }

    private static String message(Exception failed) {
        return Objects.requireNonNullElse(failed.getMessage(), failed.toString());
    }

    private static boolean within(FileSystemException refused, Path data) {
        return refused.getFile() != null
                && Path.of(refused.getFile()).toAbsolutePath().normalize().startsWith(data);
    }

    private static String folder(Path data, String why) {
        return "the data folder " + data + FOLDER_SETTING + " cannot be used: " + why;
    }

    private static String cause(FileSystemException refused, Path data) {
        String file = refused.getFile();
        String reason = Objects.requireNonNullElse(refused.getReason(), "");
        if (refused instanceof AccessDeniedException) {
            return "the user " + user() + " may not use " + file + ". Give that user the folder with all that is in it"
                    + " (chown -R " + user() + " " + data + "), or set another folder";
        }
        if (refused instanceof FileAlreadyExistsException || refused instanceof NotDirectoryException) {
            return file + " is a file, but is to be a folder. Move it away, or set another folder";
        }
        if (refused instanceof NoSuchFileException) {
            return file + " cannot be made there. Set a folder on a disk";
        }
        if (reason.toLowerCase(Locale.ROOT).contains("is a directory")) {
            return file + " is a folder, but is to be a file. Move it away, or set another folder";
        }
        return isFull(reason) ? full() : file + ": " + reason + ". Mend that, or set another folder";
    }

    private static boolean isFull(String reason) {
        String said = reason.toLowerCase(Locale.ROOT);
        return said.contains("no space left") || said.contains("quota exceeded") || said.contains("not enough space");
    }

    private static String full() {
        return "there is no room left on its disk. Make room, or set another folder";
    }

    private static String user() {
        return System.getProperty("user.name", "?");
    }

    /// Why it cannot be listened at the address that the settings name.
    static IOException listening(ServerConfig server, Exception failed) {
        String said = message(failed);
        String where = "port " + server.port() + " of " + server.host() + PORT_SETTING;
        return new IOException(where + " " + listening(server, failed, said.toLowerCase(Locale.ROOT), said), failed);
    }

    private static String listening(ServerConfig server, Exception failed, String said, String asSaid) {
        if (said.contains("address already in use") || said.contains("address in use")) {
            return "is in use by another program. Stop that one (`ss -ltnp` names it), or set another port";
        }
        if (said.contains("permission denied")) {
            return "may not be listened on by the user " + user()
                    + ". Set a port from 1024 on, or give the service the right (CAP_NET_BIND_SERVICE)";
        }
        if (failed instanceof BindException || said.contains("failed to resolve") || said.contains("unknown")) {
            return "cannot be listened on: " + server.host()
                    + " is no address of this machine. Set one that it has, or 0.0.0.0 for all of them";
        }
        return "cannot be listened on: " + asSaid;
    }
}
