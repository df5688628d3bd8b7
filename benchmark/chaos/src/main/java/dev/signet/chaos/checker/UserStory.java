package dev.signet.chaos.checker;

import dev.signet.chaos.history.Op;

/** All that happened to one user. */
final class UserStory {
    private final String user;
    private final CallsByOp calls = new CallsByOp();

    UserStory(String user) {
        this.user = user;
    }

    void add(Call<Op> call) {
        calls.add(call);
    }

    String user() {
        return user;
    }

    CallsByOp calls() {
        return calls;
    }
}
