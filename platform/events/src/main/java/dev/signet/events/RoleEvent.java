package dev.signet.events;

import java.util.Map;

/** The newest state of an IAM role; the key is the role's ARN. */
public sealed interface RoleEvent extends Event {
    String roleArn();

    @Override
    default Topic topic() {
        return Topic.ROLES;
    }

    @Override
    default String key() {
        return roleArn();
    }

    /**
     * A role as it is now.
     *
     * @param roleId the unique id, {@code AROA...}
     * @param maxSessionSeconds the longest session, in seconds
     * @param trustPolicy who may assume it, JSON
     * @param policies inline permission policies, JSON by name
     */
    record RoleState(
            String roleArn, String roleId, int maxSessionSeconds, String trustPolicy, Map<String, String> policies)
            implements RoleEvent {}

    /** The role is gone: a record without value. */
    record RoleGone(String roleArn) implements RoleEvent {
        @Override
        public boolean endsKey() {
            return true;
        }
    }
}
