package dev.signet.identitypool.openid;

import dev.signet.identitypool.Refusals;
import dev.signet.identitypool.identity.Admission;
import dev.signet.identitypool.identity.Opened;
import dev.signet.identitypool.pool.IdentityPool;
import dev.signet.wire.Api;
import dev.signet.wire.Partial;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import software.amazon.awssdk.services.cognitoidentity.model.GetOpenIdTokenRequest;
import software.amazon.awssdk.services.cognitoidentity.model.GetOpenIdTokenResponse;

/** The basic (classic) flow: a token to be traded at AssumeRoleWithWebIdentity. */
@ApplicationScoped
public class OpenIdApi implements Api {
    private final Admission admission;
    private final PoolTokens tokens;

    OpenIdApi(Admission admission, PoolTokens tokens) {
        this.admission = admission;
        this.tokens = tokens;
    }

    @Partial("Logins of Facebook, Amazon and Twitter are refused by name.")
    public Uni<GetOpenIdTokenResponse> getOpenIdToken(GetOpenIdTokenRequest request) {
        return admission
                .open(request.identityId(), request.logins(), OpenIdApi::refuseWithoutClassicFlow)
                .chain(this::answer);
    }

    private Uni<GetOpenIdTokenResponse> answer(Opened opened) {
        return tokens.issue(opened.poolId(), opened.identityId(), opened.methods())
                .map(token -> GetOpenIdTokenResponse.builder()
                        .identityId(opened.identityId())
                        .token(token)
                        .build());
    }

    private static void refuseWithoutClassicFlow(IdentityPool pool) {
        if (!pool.settings().allowClassicFlow()) {
            throw Refusals.classicFlowOff();
        }
    }
}
