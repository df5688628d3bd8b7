package dev.signet.chaos.workload;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The users of a run. */
final class UserList {
    private final List<User> users = new CopyOnWriteArrayList<>();
    private final AtomicInteger made = new AtomicInteger();
    private final String run;

    /** @param run what tells the names and addresses of this run from those of another on the same suite */
    UserList(String run) {
        this.run = run;
    }

    User add() {
        User user = new User("user-" + made.incrementAndGet() + "-" + run);
        users.add(user);
        return user;
    }

    List<User> all() {
        return List.copyOf(users);
    }
}
