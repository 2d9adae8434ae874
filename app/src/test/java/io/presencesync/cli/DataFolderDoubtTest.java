package io.presencesync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderDoubtTest {
    @TempDir
    Path folder;

    @Test
    void a_folder_that_is_not_there_yet_is_judged_by_the_one_it_would_be_made_in() {
        assertThat(DataFolderDoubt.of(folder.resolve("not/there"), there -> there.equals(folder)))
                .isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void who_may_not_write_there_is_told_so_with_the_user_and_the_setting() {
        assertThat(DataFolderDoubt.of(folder.resolve("data"), _ -> false))
                .hasValueSatisfying(warning -> assertThat(warning)
                        .contains("the user " + System.getProperty("user.name") + ", who asks, may not write in "
                                + folder)
                        .contains("PRESENCE_SYNC_DATA"));
    }
}
