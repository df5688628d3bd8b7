package dev.signet.local;

/** A reason why a command cannot be carried out, in one sentence for the person who gave it. */
public final class CannotRun extends RuntimeException {
    /** How shells know a command that was not understood. */
    private static final int MISUSED = 2;

    private final int exitCode;

    CannotRun(String sentence) {
        this(sentence, 1);
    }

    private CannotRun(String sentence, int exitCode) {
        super(sentence);
        this.exitCode = exitCode;
    }

    CannotRun(String sentence, Throwable cause) {
        super(sentence, cause);
        this.exitCode = 1;
    }

    /** The command line itself makes no sense. */
    static CannotRun misused(String sentence) {
        return new CannotRun(sentence, MISUSED);
    }

    int exitCode() {
        return exitCode;
    }
}
