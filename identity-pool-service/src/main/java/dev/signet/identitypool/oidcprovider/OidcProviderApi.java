package dev.signet.identitypool.oidcprovider;

import dev.signet.iam.AccountConfig;
import dev.signet.identitypool.IamRefusals;
import dev.signet.wire.Api;
import dev.signet.wire.Partial;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import software.amazon.awssdk.services.iam.model.AddClientIdToOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.AddClientIdToOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.CreateOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.CreateOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.DeleteOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.DeleteOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.GetOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.GetOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.ListOpenIdConnectProvidersRequest;
import software.amazon.awssdk.services.iam.model.ListOpenIdConnectProvidersResponse;
import software.amazon.awssdk.services.iam.model.OpenIDConnectProviderListEntry;
import software.amazon.awssdk.services.iam.model.RemoveClientIdFromOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.RemoveClientIdFromOpenIdConnectProviderResponse;

/** Registers OpenID Connect providers and the clients for which their tokens are accepted. */
@ApplicationScoped
public class OidcProviderApi implements Api {
    private final OidcProviders providers;
    private final OidcConfig config;
    private final AccountConfig account;
    private final InstantSource clock;

    OidcProviderApi(OidcProviders providers, OidcConfig config, AccountConfig account, InstantSource clock) {
        this.providers = providers;
        this.config = config;
        this.account = account;
        this.clock = clock;
    }

    @Partial("Tags are refused.")
    public Uni<CreateOpenIdConnectProviderResponse> createOpenIDConnectProvider(
            CreateOpenIdConnectProviderRequest request) {
        if (request.hasTags() && !request.tags().isEmpty()) {
            throw IamRefusals.settingNotBuilt("Tags");
        }
        ProviderUrl url = ProviderUrl.parse(request.url(), config.allowPrivateNetworks());
        OidcProvider provider =
                new OidcProvider(url, account.accountId(), clock.instant().truncatedTo(ChronoUnit.SECONDS));
        provider.accept(request.clientIDList());
        provider.pin(request.thumbprintList());
        return providers.add(provider).map(added -> CreateOpenIdConnectProviderResponse.builder()
                .openIDConnectProviderArn(added.arn())
                .build());
    }

    public Uni<GetOpenIdConnectProviderResponse> getOpenIDConnectProvider(GetOpenIdConnectProviderRequest request) {
        return providers
                .get(request.openIDConnectProviderArn())
                .map(provider -> GetOpenIdConnectProviderResponse.builder()
                        .url(ProviderUrl.name(provider.url()))
                        .clientIDList(provider.clientIds())
                        .thumbprintList(provider.thumbprints())
                        .createDate(provider.createdAt())
                        .build());
    }

    public Uni<ListOpenIdConnectProvidersResponse> listOpenIDConnectProviders(
            ListOpenIdConnectProvidersRequest request) {
        return providers.all().map(found -> ListOpenIdConnectProvidersResponse.builder()
                .openIDConnectProviderList(entries(found))
                .build());
    }

    public Uni<DeleteOpenIdConnectProviderResponse> deleteOpenIDConnectProvider(
            DeleteOpenIdConnectProviderRequest request) {
        return providers
                .delete(request.openIDConnectProviderArn())
                .replaceWith(DeleteOpenIdConnectProviderResponse.builder().build());
    }

    public Uni<AddClientIdToOpenIdConnectProviderResponse> addClientIDToOpenIDConnectProvider(
            AddClientIdToOpenIdConnectProviderRequest request) {
        return providers
                .change(request.openIDConnectProviderArn(), provider -> provider.accept(List.of(request.clientID())))
                .replaceWith(
                        AddClientIdToOpenIdConnectProviderResponse.builder().build());
    }

    public Uni<RemoveClientIdFromOpenIdConnectProviderResponse> removeClientIDFromOpenIDConnectProvider(
            RemoveClientIdFromOpenIdConnectProviderRequest request) {
        return providers
                .change(request.openIDConnectProviderArn(), provider -> provider.refuse(request.clientID()))
                .replaceWith(RemoveClientIdFromOpenIdConnectProviderResponse.builder()
                        .build());
    }

    private static List<OpenIDConnectProviderListEntry> entries(List<OidcProvider> providers) {
        return providers.stream()
                .map(provider -> OpenIDConnectProviderListEntry.builder()
                        .arn(provider.arn())
                        .build())
                .toList();
    }
}
