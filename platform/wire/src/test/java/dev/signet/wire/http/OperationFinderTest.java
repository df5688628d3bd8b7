package dev.signet.wire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.wire.Api;
import dev.signet.wire.CommonError;
import dev.signet.wire.Refusal;
import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.ListOpenIdConnectProvidersRequest;
import software.amazon.awssdk.services.iam.model.ListOpenIdConnectProvidersResponse;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

class OperationFinderTest {
    private final OperationFinder finder = new OperationFinder();

    static class Account implements Api {
        public Uni<GetCallerIdentityResponse> getCallerIdentity(GetCallerIdentityRequest request) {
            return Uni.createFrom().item(GetCallerIdentityResponse.builder().build());
        }

        public String describe() {
            return "no operation";
        }
    }

    static class AccountAgain extends Account {}

    static class Unfinished implements Api {
        public Uni<?> assumeRole(AssumeRoleRequest request) {
            return Uni.createFrom().item(AssumeRoleResponse.builder().build());
        }
    }

    static class Demanding implements Api {
        public Uni<AssumeRoleResponse> assumeRole(AssumeRoleRequest request, String more) {
            return Uni.createFrom().item(AssumeRoleResponse.builder().build());
        }
    }

    @Test
    void anOperationIsNamedAfterItsRequest() {
        finder.add(Account.class, new Account());

        var operations = finder.operations();
        var service = operations.serviceOfVersion("2011-06-15").orElseThrow();

        assertThat(operations.named(service, "GetCallerIdentity").model().name())
                .isEqualTo("GetCallerIdentity");
        assertThatThrownBy(() -> operations.named(service, "AssumeRole"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.error()).isEqualTo(CommonError.NOT_BUILT));
        assertThatThrownBy(() -> operations.named(service, "AssumeRoll"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.error()).isEqualTo(CommonError.UNKNOWN_OPERATION));
    }

    static class Providers implements Api {
        public Uni<ListOpenIdConnectProvidersResponse> listOpenIdConnectProviders(
                ListOpenIdConnectProvidersRequest request) {
            return Uni.createFrom()
                    .item(ListOpenIdConnectProvidersResponse.builder().build());
        }
    }

    @Test
    void anOperationKeepsItsWireNameWhereTheSdkSpellsItOtherwise() {
        finder.add(Providers.class, new Providers());

        var operations = finder.operations();
        var service = operations.serviceOfVersion("2010-05-08").orElseThrow();

        assertThat(operations
                        .named(service, "ListOpenIDConnectProviders")
                        .model()
                        .name())
                .isEqualTo("ListOpenIDConnectProviders");
    }

    @Test
    void anOperationIsBuiltOnce() {
        finder.add(Account.class, new Account());
        finder.add(AccountAgain.class, new AccountAgain());

        assertThatThrownBy(finder::operations).hasMessage("GetCallerIdentity is built twice");
    }

    @Test
    void anOperationSaysWhatItAnswers() {
        assertThatThrownBy(() -> finder.add(Unfinished.class, new Unfinished()))
                .hasMessageContaining("does not return a Uni of an AWS response");
    }

    @Test
    void anOperationTakesItsRequestAndAtMostTheCall() {
        assertThatThrownBy(() -> finder.add(Demanding.class, new Demanding()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("takes more than its request and the call");
    }
}
