package dev.signet.identitypool.login;

import dev.signet.identitypool.oidcprovider.TrustedIssuer;
import dev.signet.identitypool.oidcprovider.VerifiedToken;
import java.util.List;
import java.util.Set;

/** Somebody whose ID tokens prove logins to an identity pool. */
sealed interface LoginProvider {
    /** The one name under which its logins are kept. */
    String name();

    /** The issuers that its tokens may bear. */
    List<TrustedIssuer> issuers();

    /** The clients whose tokens the identity pool accepts. */
    Set<String> clientIds();

    /** What a pool's own token says of a login besides the provider's name. */
    String method(VerifiedToken token);

    /** A user pool of this installation. */
    record UserPool(String name, List<TrustedIssuer> issuers, Set<String> clientIds) implements LoginProvider {
        @Override
        public String method(VerifiedToken token) {
            return name + ":CognitoSignIn:" + token.subject();
        }
    }

    /** A provider that is registered in IAM; its name is its URL without the scheme. */
    record Registered(String name, String arn, List<TrustedIssuer> issuers, Set<String> clientIds)
            implements LoginProvider {
        @Override
        public String method(VerifiedToken token) {
            return arn + ":OIDC:" + token.subject();
        }
    }

    /** Google or Apple. */
    record Public(String name, List<TrustedIssuer> issuers, Set<String> clientIds) implements LoginProvider {
        @Override
        public String method(VerifiedToken token) {
            return name + ":" + token.audience().getFirst() + ":" + token.subject();
        }
    }
}
