package dev.signet.chaos.fake;

import dev.signet.chaos.history.Answer;

/** What the server says. */
sealed interface Reply {
    record Taken(Answer answer) implements Reply {}

    record Refused(String error, String message) implements Reply {}

    static Reply done() {
        return new Taken(new Answer.Done());
    }
}
