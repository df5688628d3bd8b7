package dev.signet.identitypool.fake;

import dev.signet.testkit.SignetClients;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.CognitoIdentityProvider;
import software.amazon.awssdk.services.cognitoidentity.model.CreateIdentityPoolRequest;
import software.amazon.awssdk.services.cognitoidentity.model.IdentityDescription;

/** An identity pool of one test. */
public record TestPool(String id) {
    /** A pool for guests and the users of these user pools. */
    public static TestPool of(FakeIssuer... userPools) {
        return with(pool -> pool.allowUnauthenticatedIdentities(true).cognitoIdentityProviders(clients(userPools)));
    }

    public static TestPool with(Consumer<CreateIdentityPoolRequest.Builder> settings) {
        return new TestPool(operator()
                .createIdentityPool(pool -> {
                    pool.identityPoolName("test pool").allowUnauthenticatedIdentities(false);
                    settings.accept(pool);
                })
                .identityPoolId());
    }

    public static List<CognitoIdentityProvider> clients(FakeIssuer... userPools) {
        return List.of(userPools).stream()
                .map(users -> CognitoIdentityProvider.builder()
                        .providerName(users.awsName())
                        .clientId(users.clientId())
                        .build())
                .toList();
    }

    public static CognitoIdentityClient anonymous() {
        return SignetClients.underTest().identityPools();
    }

    public static CognitoIdentityClient operator() {
        return SignetClients.underTest().operator().identityPools();
    }

    public String guest() {
        return getId(Map.of());
    }

    public String getId(Map<String, String> logins) {
        return anonymous().getId(it -> it.identityPoolId(id).logins(logins)).identityId();
    }

    public List<IdentityDescription> identities() {
        return operator()
                .listIdentities(it -> it.identityPoolId(id).maxResults(60))
                .identities();
    }

    public static List<String> loginsOf(String identityId) {
        return operator().describeIdentity(it -> it.identityId(identityId)).logins();
    }
}
