package dev.signet.userpool.client;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TokenValidityUnitsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientDescription;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;

/** Shows app clients as AWS does. */
final class ClientShapes {
    private ClientShapes() {}

    static UserPoolClientDescription summary(AppClient client) {
        return UserPoolClientDescription.builder()
                .clientId(client.id())
                .clientName(client.name())
                .userPoolId(client.poolId())
                .build();
    }

    static UserPoolClientType full(AppClient client, @Nullable String secret) {
        ClientSettings settings = client.settings();
        UserPoolClientType.Builder shape = UserPoolClientType.builder()
                .clientId(client.id())
                .clientName(client.name())
                .userPoolId(client.poolId())
                .clientSecret(secret)
                .creationDate(client.createdAt())
                .lastModifiedDate(client.modifiedAt())
                .idTokenValidity(settings.idToken().value())
                .accessTokenValidity(settings.accessToken().value())
                .refreshTokenValidity(settings.refreshToken().value())
                .authSessionValidity(settings.sessionMinutes())
                .enableTokenRevocation(settings.tokenRevocation())
                .preventUserExistenceErrors(settings.existenceErrors())
                .enablePropagateAdditionalUserContextData(Boolean.TRUE.equals(settings.propagatesUserContext()))
                .allowedOAuthFlowsUserPoolClient(false)
                .readAttributes(settings.readAttributes())
                .writeAttributes(settings.writeAttributes())
                .supportedIdentityProviders(settings.identityProviders());
        if (!settings.authFlows().isEmpty()) {
            shape.explicitAuthFlowsWithStrings(settings.authFlows());
        }
        if (settings.unitsGiven()) {
            shape.tokenValidityUnits(units(settings));
        }
        return shape.build();
    }

    private static TokenValidityUnitsType units(ClientSettings settings) {
        return TokenValidityUnitsType.builder()
                .idToken(settings.idToken().unit())
                .accessToken(settings.accessToken().unit())
                .refreshToken(settings.refreshToken().unit())
                .build();
    }
}
