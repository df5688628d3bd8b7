package dev.signet.userpool.token;

import dev.signet.events.UnitOfWork;
import dev.signet.userpool.Gone;
import dev.signet.userpool.Refusals;
import dev.signet.userpool.client.AppClient;
import dev.signet.userpool.client.AppClients;
import dev.signet.userpool.client.AppClients.ClientOfPool;
import dev.signet.userpool.client.ClientSecrets;
import dev.signet.wire.Api;
import dev.signet.wire.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hibernate.reactive.mutiny.Mutiny;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RevokeTokenRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RevokeTokenResponse;

/** Revokes a refresh token and with it every token that came from the same sign-in. */
@ApplicationScoped
public class RevocationApi implements Api {
    private static final Pattern JWT = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*");

    private static final String INSERT = """
            insert into revoked_sign_in (origin_jti, pool_id, expires_at) values (:origin, :pool, :expires)
            on conflict do nothing""";

    private final UnitOfWork unitOfWork;
    private final AppClients clients;
    private final ClientSecrets secrets;
    private final SigningKeys keys;
    private final RefreshTokens refreshTokens;

    RevocationApi(
            UnitOfWork unitOfWork,
            AppClients clients,
            ClientSecrets secrets,
            SigningKeys keys,
            RefreshTokens refreshTokens) {
        this.unitOfWork = unitOfWork;
        this.clients = clients;
        this.secrets = secrets;
        this.keys = keys;
        this.refreshTokens = refreshTokens;
    }

    /** RFC 7009: a token that is none of this pool's needs no revoking and is no error. */
    public Uni<RevokeTokenResponse> revokeToken(RevokeTokenRequest request) {
        return unitOfWork
                .read(session -> clients.get(session, request.clientId()))
                .onFailure(RevocationApi::isUnknownClient)
                .transform(_ -> Refusals.invalidClient())
                .invoke(found -> admit(found.client(), request))
                .flatMap(found -> open(found, request.token()))
                .flatMap(this::revoke)
                .replaceWith(() -> RevokeTokenResponse.builder().build());
    }

    private static boolean isUnknownClient(Throwable failure) {
        return failure instanceof Refusal refusal && refusal.error() == ResourceNotFoundException.class;
    }

    private void admit(AppClient client, RevokeTokenRequest request) {
        if (!secrets.proves(client, request.clientSecret())) {
            throw Refusals.invalidClient();
        }
        if (!client.settings().tokenRevocation()) {
            throw Refusals.revocationOff();
        }
        if (JWT.matcher(request.token()).matches()) {
            throw Refusals.notARefreshToken();
        }
    }

    private Uni<Optional<RefreshToken>> open(ClientOfPool found, String token) {
        return keys.of(found.pool().id())
                .map(pool -> refreshTokens.open(pool, token))
                .invoke(opened -> opened.ifPresent(refresh -> {
                    if (!refresh.clientId().equals(found.client().id())) {
                        throw Refusals.tokenOfAnotherClient();
                    }
                }));
    }

    private Uni<Void> revoke(Optional<RefreshToken> token) {
        return token.map(refresh -> unitOfWork
                        .run(work -> insert(work.session(), refresh))
                        .onFailure(failure -> Gone.is(failure, "revoked_sign_in_pool_fk"))
                        .transform(_ -> Refusals.invalidClient()))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private static Uni<Void> insert(Mutiny.Session session, RefreshToken token) {
        return session.createNativeQuery(INSERT)
                .setParameter("origin", token.origin())
                .setParameter("pool", token.poolId())
                .setParameter("expires", token.expiresAt().atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }
}
