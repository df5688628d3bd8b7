package dev.signet.identitypool.role;

import dev.signet.iam.AccountConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;

/** Makes roles as requests describe them, each with a unique id as AWS shapes them. */
@ApplicationScoped
class NewRoles {
    private static final int DEFAULT_SESSION_SECONDS = 3_600;
    private static final String ID_PREFIX = "AROA";
    private static final String ID_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int ID_RANDOM_CHARACTERS = 17;

    private final AccountConfig account;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    NewRoles(AccountConfig account, InstantSource clock) {
        this.account = account;
        this.clock = clock;
    }

    IamRole of(CreateRoleRequest request) {
        RoleName name = new RoleName(
                account.accountId(), Optional.ofNullable(request.path()).orElse("/"), request.roleName());
        int seconds = Optional.ofNullable(request.maxSessionDuration()).orElse(DEFAULT_SESSION_SECONDS);
        IamRole role = new IamRole(
                name,
                newId(),
                request.assumeRolePolicyDocument(),
                seconds,
                clock.instant().truncatedTo(ChronoUnit.SECONDS));
        role.describe(request.description());
        return role;
    }

    private String newId() {
        StringBuilder id = new StringBuilder(ID_PREFIX);
        for (int i = 0; i < ID_RANDOM_CHARACTERS; i++) {
            id.append(ID_ALPHABET.charAt(random.nextInt(ID_ALPHABET.length())));
        }
        return id.toString();
    }
}
