package dev.signet.userpool.user;

import dev.signet.userpool.password.HashedPassword;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/** A user of a pool. */
@Entity
@Table(name = "pool_user")
public class User {
    /** All columns, for queries in SQL, whose statements must stay good when a later version adds one. */
    public static final String COLUMNS = "sub, pool_id, username, status, enabled, attributes, pending_attributes,"
            + " password_hash, srp_salt, sealed_srp_verifier, temporary_password_expires_at, tokens_valid_after,"
            + " created_at, modified_at";

    @Id
    private String sub;

    @Column(name = "pool_id")
    private String poolId;

    @Column(name = "username")
    private String username;

    @Enumerated(EnumType.STRING)
    @Column(name = "status")
    private UserStatusType status;

    @Column(name = "enabled")
    private boolean enabled;

    @Column(name = "attributes")
    @JdbcTypeCode(SqlTypes.JSON)
    @Convert(converter = Attributes.Json.class)
    private Attributes attributes;

    @Column(name = "pending_attributes")
    @JdbcTypeCode(SqlTypes.JSON)
    @Convert(converter = Attributes.Json.class)
    private Attributes pendingAttributes;

    @Column(name = "password_hash")
    private @Nullable String passwordHash;

    @Column(name = "srp_salt")
    private byte @Nullable [] srpSalt;

    @Column(name = "sealed_srp_verifier")
    private byte @Nullable [] sealedSrpVerifier;

    @Column(name = "temporary_password_expires_at")
    private @Nullable Instant temporaryPasswordExpiresAt;

    @Column(name = "tokens_valid_after")
    private Instant tokensValidAfter;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "modified_at")
    private Instant modifiedAt;

    protected User() {}

    public User(Identity identity, UserStatusType status, Attributes attributes, Instant now) {
        this.sub = identity.sub();
        this.poolId = identity.poolId();
        this.username = identity.username();
        this.status = status;
        this.enabled = true;
        this.attributes = attributes;
        this.pendingAttributes = Attributes.NONE;
        this.tokensValidAfter = Instant.EPOCH;
        this.createdAt = now;
        this.modifiedAt = now;
    }

    /** What never changes of a user. */
    public record Identity(String poolId, String sub, String username) {}

    public String sub() {
        return sub;
    }

    public String poolId() {
        return poolId;
    }

    public String username() {
        return username;
    }

    public UserStatusType status() {
        return status;
    }

    public boolean enabled() {
        return enabled;
    }

    public Attributes attributes() {
        return attributes;
    }

    /** New values of addresses that wait for their verification while the old ones stay. */
    public Attributes pendingAttributes() {
        return pendingAttributes;
    }

    /** The password as kept, absent when the user never had one. */
    public Optional<HashedPassword> password() {
        return passwordHash == null || srpSalt == null || sealedSrpVerifier == null
                ? Optional.empty()
                : Optional.of(new HashedPassword(passwordHash, srpSalt, sealedSrpVerifier));
    }

    /** When the temporary password ends; empty when the password is not temporary. */
    public Optional<Instant> temporaryPasswordExpiresAt() {
        return Optional.ofNullable(temporaryPasswordExpiresAt);
    }

    /** Tokens of sign-ins before this moment are revoked. */
    public Instant tokensValidAfter() {
        return tokensValidAfter;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant modifiedAt() {
        return modifiedAt;
    }

    /** Sets the status; leaving {@code UNCONFIRMED} only inside {@link Users#change}. */
    public void become(UserStatusType newStatus, Instant now) {
        status = newStatus;
        modifiedAt = now;
    }

    /** Sets a password that lasts; the user is confirmed by it. */
    public void setPassword(HashedPassword password, Instant now) {
        keep(password);
        temporaryPasswordExpiresAt = null;
        become(UserStatusType.CONFIRMED, now);
    }

    /** Sets the password that a user chose at sign-up, before the account is confirmed. */
    public void setFirstPassword(HashedPassword password) {
        keep(password);
    }

    /** Sets a password that the user must change at the next sign-in. */
    public void setTemporaryPassword(HashedPassword password, Instant expiresAt, Instant now) {
        keep(password);
        temporaryPasswordExpiresAt = expiresAt;
        become(UserStatusType.FORCE_CHANGE_PASSWORD, now);
    }

    private void keep(HashedPassword password) {
        passwordHash = password.argon2();
        srpSalt = password.srpSalt();
        sealedSrpVerifier = password.sealedSrpVerifier();
    }

    public void enable(boolean nowEnabled, Instant now) {
        enabled = nowEnabled;
        modifiedAt = now;
    }

    /** Revokes the tokens of all sign-ins up to now. */
    public void signOutEverywhere(Instant now) {
        tokensValidAfter = now;
    }

    /** Sets the attributes; only inside {@link Users#change}, which keeps the names that sign in in step. */
    public void setAttributes(Attributes newAttributes, Instant now) {
        attributes = newAttributes;
        modifiedAt = now;
    }

    /** Sets the new values of addresses that wait for their verification. */
    public void setPendingAttributes(Attributes newPending) {
        pendingAttributes = newPending;
    }

    @Override
    public String toString() {
        return "User[" + poolId + "/" + sub + "]";
    }
}
