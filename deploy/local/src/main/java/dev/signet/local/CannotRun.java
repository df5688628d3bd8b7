package dev.signet.local;

/** A reason why a command cannot be carried out, in one sentence for the person who gave it. */
public final class CannotRun extends RuntimeException {
    CannotRun(String sentence) {
        super(sentence);
    }

    CannotRun(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
