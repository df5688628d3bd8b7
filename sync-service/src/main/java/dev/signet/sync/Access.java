package dev.signet.sync;

import dev.signet.iam.Operator;
import dev.signet.iam.RoleSession;
import dev.signet.sync.identity.IdentityKey;
import dev.signet.wire.Call;

/**
 * Whose data a caller may touch: credentials of an identity only that identity's, developer credentials any. What the
 * caller's role allows has been decided before.
 */
public final class Access {
    private Access() {}

    /** Lets the identity itself and developers pass. */
    public static void toIdentity(IdentityKey identity, Call call) {
        if (isIdentity(call) && !isOwner(identity, call)) {
            throw Refusals.foreignIdentity(identity.identityId());
        }
    }

    /** Lets the identity itself pass and nobody else. */
    public static void onlyIdentity(IdentityKey identity, Call call) {
        if (!isIdentity(call)) {
            throw Refusals.identitiesOnly(call.operation());
        }
        toIdentity(identity, call);
    }

    /** Lets developers pass. */
    public static void onlyDevelopers(Call call) {
        if (isIdentity(call)) {
            throw Refusals.developersOnly(call.operation());
        }
    }

    /** Whether the caller bears an identity's credentials, which prove that it exists. */
    public static boolean isIdentity(Call call) {
        return switch (call.caller()) {
            case RoleSession session ->
                session.identityId().isPresent() || session.identityPoolId().isPresent();
            case Operator _ -> false;
            default -> throw Refusals.identitiesOnly(call.operation());
        };
    }

    /** The name under which the caller's changes are kept. */
    public static String nameOf(Call call) {
        return switch (call.caller()) {
            case RoleSession session -> session.identityId().orElseGet(session::roleArn);
            case Operator operator -> operator.arn();
            default -> throw Refusals.identitiesOnly(call.operation());
        };
    }

    private static boolean isOwner(IdentityKey identity, Call call) {
        return call.caller() instanceof RoleSession session
                && session.identityId().filter(identity.identityId()::equals).isPresent()
                && session.identityPoolId()
                        .filter(identity.identityPoolId()::equals)
                        .isPresent();
    }
}
