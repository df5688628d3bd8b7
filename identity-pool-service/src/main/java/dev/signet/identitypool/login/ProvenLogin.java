package dev.signet.identitypool.login;

import java.util.List;

/**
 * A login whose token was verified.
 *
 * @param provider the provider's one canonical name
 * @param subject the provider's id of the user
 * @param methods how the user was authenticated, as in the {@code amr} of the identity pool's own tokens
 * @param roles the roles that the token allows its user to ask for, none for most providers
 */
public record ProvenLogin(String provider, String subject, List<String> methods, List<String> roles) {
    public ProvenLogin {
        methods = List.copyOf(methods);
        roles = List.copyOf(roles);
    }
}
