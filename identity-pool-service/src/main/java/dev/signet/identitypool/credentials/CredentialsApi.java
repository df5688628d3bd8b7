package dev.signet.identitypool.credentials;

import dev.signet.iam.session.TemporaryCredentials;
import dev.signet.identitypool.identity.Admission;
import dev.signet.identitypool.identity.Opened;
import dev.signet.wire.Api;
import dev.signet.wire.Partial;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentity.model.Credentials;
import software.amazon.awssdk.services.cognitoidentity.model.GetCredentialsForIdentityRequest;
import software.amazon.awssdk.services.cognitoidentity.model.GetCredentialsForIdentityResponse;

/** The enhanced flow: credentials of the pool's role in one call. */
@ApplicationScoped
public class CredentialsApi implements Api {
    private final Admission admission;
    private final RoleCredentials credentials;

    CredentialsApi(Admission admission, RoleCredentials credentials) {
        this.admission = admission;
        this.credentials = credentials;
    }

    @Partial("Logins of Facebook, Amazon and Twitter are refused by name.")
    public Uni<GetCredentialsForIdentityResponse> getCredentialsForIdentity(GetCredentialsForIdentityRequest request) {
        Optional<String> customRole = Optional.ofNullable(request.customRoleArn());
        return admission
                .open(request.identityId(), request.logins(), _ -> {})
                .chain(opened -> answer(opened, customRole));
    }

    private Uni<GetCredentialsForIdentityResponse> answer(Opened opened, Optional<String> customRole) {
        return credentials.of(opened, customRole).map(issued -> GetCredentialsForIdentityResponse.builder()
                .identityId(opened.identityId())
                .credentials(answered(issued))
                .build());
    }

    private static Credentials answered(TemporaryCredentials issued) {
        return Credentials.builder()
                .accessKeyId(issued.accessKeyId())
                .secretKey(issued.secretAccessKey())
                .sessionToken(issued.sessionToken())
                .expiration(issued.expiresAt())
                .build();
    }
}
