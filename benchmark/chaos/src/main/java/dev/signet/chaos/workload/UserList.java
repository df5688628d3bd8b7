package dev.signet.chaos.workload;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The users of a run. */
final class UserList {
    private final List<User> users = new CopyOnWriteArrayList<>();
    private final AtomicInteger made = new AtomicInteger();

    User add() {
        User user = new User("user-" + made.incrementAndGet());
        users.add(user);
        return user;
    }

    List<User> all() {
        return List.copyOf(users);
    }
}
