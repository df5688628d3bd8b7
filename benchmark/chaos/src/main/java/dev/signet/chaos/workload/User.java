package dev.signet.chaos.workload;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A user, and what is known of the password. */
final class User {
    private final String name;
    private final AtomicInteger made = new AtomicInteger();
    private volatile Optional<String> password = Optional.empty();

    User(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /** The password in use; empty while that is not known for certain. */
    Optional<String> password() {
        return password;
    }

    void usesNow(String known) {
        usesNow(Optional.of(known));
    }

    void usesNow(Optional<String> known) {
        password = known;
    }

    /** A password that nobody had before. */
    String freshPassword() {
        return fresh("p");
    }

    /** A name that nothing of this user had before. */
    String fresh(String what) {
        return what + "-" + made.incrementAndGet() + "-" + name;
    }
}
