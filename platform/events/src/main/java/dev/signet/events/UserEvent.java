package dev.signet.events;

import java.time.Instant;

/** What happened to a user of a pool; the key is the user's {@code sub}. */
public sealed interface UserEvent extends Event {
    String userPoolId();

    String sub();

    Instant at();

    @Override
    default Topic topic() {
        return Topic.USERS;
    }

    @Override
    default String key() {
        return sub();
    }

    /** A user signed up or was made by an administrator. */
    record UserSignedUp(String userPoolId, String sub, String username, Instant at) implements UserEvent {}

    /** A user's account was confirmed. */
    record UserConfirmed(String userPoolId, String sub, Instant at) implements UserEvent {}

    /** A user signed in and was given tokens. */
    record UserSignedIn(String userPoolId, String sub, String clientId, Instant at) implements UserEvent {}

    /** A user's password was changed, reset or set. */
    record PasswordChanged(String userPoolId, String sub, Instant at) implements UserEvent {}

    /** An administrator disabled a user. */
    record UserDisabled(String userPoolId, String sub, Instant at) implements UserEvent {}

    /** An administrator enabled a user again. */
    record UserEnabled(String userPoolId, String sub, Instant at) implements UserEvent {}

    /** All sessions of a user were ended. */
    record UserSignedOut(String userPoolId, String sub, Instant at) implements UserEvent {}

    /** A user was deleted. */
    record UserDeleted(String userPoolId, String sub, Instant at) implements UserEvent {}
}
