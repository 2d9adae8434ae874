package io.presencesync.config;

import java.io.IOException;

/// A file that cannot be used: what is wrong with it and what to do. Never holds what stands in the file.
public final class UnusableFile extends IOException {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String remedy;

    /// @param problem with the file's name, without a full stop
    /// @param remedy one sentence or more
    UnusableFile(String problem, String remedy) {
        super(problem + ". " + remedy);
        this.problem = problem;
        this.remedy = remedy;
    }

    public String problem() {
        return problem;
    }

    public String remedy() {
        return remedy;
    }
}
