package dev.signet.identitypool.role;

import dev.signet.events.RoleEvent.RoleGone;
import dev.signet.events.RoleEvent.RoleState;
import dev.signet.identitypool.IamRefusals;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A role: who may assume it and, by inline policies, what it may do. */
@Entity
@Table(name = "iam_role")
class IamRole {
    /** The quota of a trust policy, in characters that are no whitespace. */
    static final int LONGEST_TRUST_POLICY = 2_048;

    /** The quota of all inline policies together, in characters that are no whitespace. */
    static final int LONGEST_POLICIES = 10_240;

    @Id
    @Column(name = "arn")
    private String arn;

    @Column(name = "id")
    private String id;

    @Column(name = "name")
    private String name;

    @Column(name = "path")
    private String path;

    @Column(name = "description")
    private @Nullable String description;

    @Column(name = "max_session_seconds")
    private int maxSessionSeconds;

    @Column(name = "trust_policy")
    private String trustPolicy;

    @Column(name = "policies")
    @Convert(converter = PoliciesJson.class)
    private SortedMap<String, String> policies;

    @Column(name = "created_at")
    private Instant createdAt;

    @Version
    @Column(name = "version")
    private long version;

    protected IamRole() {}

    IamRole(RoleName name, String id, String trustPolicy, int maxSessionSeconds, Instant createdAt) {
        this.arn = name.arn();
        this.id = id;
        this.name = name.name();
        this.path = name.path();
        this.maxSessionSeconds = maxSessionSeconds;
        this.policies = new TreeMap<>();
        this.createdAt = createdAt;
        trust(trustPolicy);
    }

    String arn() {
        return arn;
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    String path() {
        return path;
    }

    Optional<String> description() {
        return Optional.ofNullable(description);
    }

    int maxSessionSeconds() {
        return maxSessionSeconds;
    }

    String trustPolicy() {
        return trustPolicy;
    }

    Instant createdAt() {
        return createdAt;
    }

    long version() {
        return version;
    }

    SortedMap<String, String> policies() {
        return new TreeMap<>(policies);
    }

    void describe(@Nullable String newDescription) {
        this.description = newDescription;
    }

    void limitSessions(int seconds) {
        this.maxSessionSeconds = seconds;
    }

    /** Replaces the trust policy, whose document was checked. */
    final void trust(String document) {
        if (length(document) > LONGEST_TRUST_POLICY) {
            throw IamRefusals.trustPolicyTooLong(LONGEST_TRUST_POLICY);
        }
        this.trustPolicy = document;
    }

    /** Adds or replaces an inline policy, whose document was checked. */
    void allow(String policyName, String document) {
        SortedMap<String, String> changed = policies();
        changed.put(policyName, document);
        if (changed.values().stream().mapToInt(IamRole::length).sum() > LONGEST_POLICIES) {
            throw IamRefusals.policiesTooLong(name, LONGEST_POLICIES);
        }
        this.policies = changed;
    }

    String policy(String policyName) {
        return Optional.ofNullable(policies.get(policyName))
                .orElseThrow(() -> IamRefusals.rolePolicyNotFound(policyName));
    }

    void disallow(String policyName) {
        SortedMap<String, String> changed = policies();
        if (changed.remove(policyName) == null) {
            throw IamRefusals.rolePolicyNotFound(policyName);
        }
        this.policies = changed;
    }

    void requireDeletable() {
        if (!policies.isEmpty()) {
            throw IamRefusals.roleHasPolicies();
        }
    }

    RoleState state() {
        return new RoleState(arn, id, maxSessionSeconds, trustPolicy, policies());
    }

    RoleGone gone() {
        return new RoleGone(arn);
    }

    /** IAM does not count whitespace. */
    private static int length(String document) {
        return (int) document.chars().filter(c -> !Character.isWhitespace(c)).count();
    }
}
