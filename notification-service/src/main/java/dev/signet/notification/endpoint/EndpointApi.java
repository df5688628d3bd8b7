package dev.signet.notification.endpoint;

import dev.signet.events.UnitOfWork;
import dev.signet.notification.PageTokens;
import dev.signet.notification.Refusals;
import dev.signet.notification.SnsResources;
import dev.signet.notification.application.PlatformApplications;
import dev.signet.wire.Api;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.reactive.mutiny.Mutiny;
import software.amazon.awssdk.services.sns.model.CreatePlatformEndpointRequest;
import software.amazon.awssdk.services.sns.model.CreatePlatformEndpointResponse;
import software.amazon.awssdk.services.sns.model.DeleteEndpointRequest;
import software.amazon.awssdk.services.sns.model.DeleteEndpointResponse;
import software.amazon.awssdk.services.sns.model.Endpoint;
import software.amazon.awssdk.services.sns.model.GetEndpointAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetEndpointAttributesResponse;
import software.amazon.awssdk.services.sns.model.ListEndpointsByPlatformApplicationRequest;
import software.amazon.awssdk.services.sns.model.ListEndpointsByPlatformApplicationResponse;
import software.amazon.awssdk.services.sns.model.SetEndpointAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetEndpointAttributesResponse;

/** Creates, reads, changes, lists and deletes platform endpoints. */
@ApplicationScoped
public class EndpointApi implements Api {
    private static final Set<String> KNOWN = Set.of("Token", "Enabled", "CustomUserData");
    private static final int PAGE = 100;
    private static final int USER_DATA_BYTES = 2048;
    private static final int TOKEN_CHARS = 4096;

    /** How often a change looks again after it lost a race for a token. */
    private static final int RACES = 5;

    private final UnitOfWork unitOfWork;
    private final PlatformEndpoints endpoints;
    private final PlatformApplications applications;
    private final PageTokens pageTokens;
    private final InstantSource clock;

    EndpointApi(
            UnitOfWork unitOfWork,
            PlatformEndpoints endpoints,
            PlatformApplications applications,
            PageTokens pageTokens,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.endpoints = endpoints;
        this.applications = applications;
        this.pageTokens = pageTokens;
        this.clock = clock;
    }

    /** Idempotent for the same token and attributes; a token known with other attributes is refused. */
    public Uni<CreatePlatformEndpointResponse> createPlatformEndpoint(CreatePlatformEndpointRequest request) {
        Map<String, String> given = checked(request.attributes());
        String customUserData =
                request.customUserData() != null ? request.customUserData() : given.getOrDefault("CustomUserData", "");
        EndpointAttributes wanted = stored(
                request.platformApplicationArn(),
                request.token(),
                customUserData,
                given.getOrDefault("Enabled", "true"));
        String arn = SnsResources.endpoint(
                request.platformApplicationArn(), UUID.randomUUID().toString());
        return unitOfWork
                .run(work -> applications
                        .require(work.session(), request.platformApplicationArn())
                        .map(application -> new PlatformEndpoint(arn, application.arn(), wanted, clock.instant()))
                        .chain(fresh -> endpoints.findOrInsert(work.session(), fresh)))
                .invoke(endpoint -> refuseIfOther(endpoint, wanted, given.containsKey("Enabled")))
                .map(endpoint -> CreatePlatformEndpointResponse.builder()
                        .endpointArn(endpoint.arn())
                        .build());
    }

    /** Who says nothing of it takes an endpoint enabled or not: that is how apps find one that SNS disabled. */
    private static void refuseIfOther(PlatformEndpoint endpoint, EndpointAttributes wanted, boolean saysEnabled) {
        boolean same = endpoint.customUserData().equals(wanted.customUserData())
                && (!saysEnabled || endpoint.enabled() == wanted.enabled());
        if (!same) {
            throw Refusals.endpointExists(endpoint.arn());
        }
    }

    public Uni<GetEndpointAttributesResponse> getEndpointAttributes(GetEndpointAttributesRequest request) {
        return unitOfWork
                .read(session -> endpoints.require(session, request.endpointArn()))
                .map(endpoint -> GetEndpointAttributesResponse.builder()
                        .attributes(shown(endpoint))
                        .build());
    }

    public Uni<SetEndpointAttributesResponse> setEndpointAttributes(SetEndpointAttributesRequest request) {
        Map<String, String> changes = checked(request.attributes());
        return unitOfWork
                .run(work -> change(work.session(), request.endpointArn(), changes))
                .onFailure(ConstraintViolationException.class)
                .retry()
                .atMost(RACES)
                .onFailure(ConstraintViolationException.class)
                .transform(_ -> Refusals.tokenContended())
                .replaceWith(() -> SetEndpointAttributesResponse.builder().build());
    }

    /** Fails by the token's constraint when another endpoint takes the token at this moment; the next look finds it. */
    private Uni<Void> change(Mutiny.Session session, String arn, Map<String, String> changes) {
        return endpoints.requireToChange(session, arn).chain(endpoint -> {
            EndpointAttributes wanted = changed(endpoint, changes);
            return endpoints
                    .byToken(session, endpoint.applicationArn(), wanted.tokenHash())
                    .invoke(other -> change(endpoint, other, wanted))
                    .chain(session::flush);
        });
    }

    private static void change(
            PlatformEndpoint endpoint,
            @org.jspecify.annotations.Nullable PlatformEndpoint sameToken,
            EndpointAttributes wanted) {
        if (sameToken != null && !sameToken.arn().equals(endpoint.arn())) {
            throw Refusals.endpointExists(sameToken.arn());
        }
        endpoint.change(wanted);
    }

    private EndpointAttributes changed(PlatformEndpoint endpoint, Map<String, String> changes) {
        String token = changes.containsKey("Token") ? changes.get("Token") : endpoints.token(endpoint);
        return stored(
                endpoint.applicationArn(),
                token,
                changes.getOrDefault("CustomUserData", endpoint.customUserData()),
                changes.getOrDefault("Enabled", Boolean.toString(endpoint.enabled())));
    }

    /** Deleting is idempotent. */
    public Uni<DeleteEndpointResponse> deleteEndpoint(DeleteEndpointRequest request) {
        return unitOfWork
                .run(work -> work.session()
                        .createMutationQuery("delete from PlatformEndpoint where arn = :arn")
                        .setParameter("arn", request.endpointArn())
                        .executeUpdate())
                .replaceWith(() -> DeleteEndpointResponse.builder().build());
    }

    public Uni<ListEndpointsByPlatformApplicationResponse> listEndpointsByPlatformApplication(
            ListEndpointsByPlatformApplicationRequest request) {
        String application = request.platformApplicationArn();
        String after = pageTokens.last(application, request.nextToken());
        return unitOfWork
                .read(session -> applications
                        .require(session, application)
                        .chain(() -> endpoints.page(session, application, after, PAGE + 1)))
                .map(found -> listed(application, found));
    }

    private ListEndpointsByPlatformApplicationResponse listed(String application, List<PlatformEndpoint> found) {
        List<PlatformEndpoint> page = found.subList(0, Math.min(PAGE, found.size()));
        var answer = ListEndpointsByPlatformApplicationResponse.builder();
        if (found.size() > PAGE) {
            answer.nextToken(pageTokens.after(application, page.getLast().arn()));
        }
        return answer.endpoints(page.stream()
                        .map(endpoint -> Endpoint.builder()
                                .endpointArn(endpoint.arn())
                                .attributes(shown(endpoint))
                                .build())
                        .toList())
                .build();
    }

    private Map<String, String> shown(PlatformEndpoint endpoint) {
        Map<String, String> shown = new TreeMap<>();
        shown.put("Enabled", Boolean.toString(endpoint.enabled()));
        shown.put("Token", endpoints.token(endpoint));
        if (!endpoint.customUserData().isEmpty()) {
            shown.put("CustomUserData", endpoint.customUserData());
        }
        return shown;
    }

    private static Map<String, String> checked(Map<String, String> attributes) {
        for (String name : attributes.keySet()) {
            if (!KNOWN.contains(name)) {
                throw Refusals.invalid("Attributes", "Invalid attribute name: " + name);
            }
        }
        return attributes;
    }

    private EndpointAttributes stored(String application, String token, String customUserData, String enabled) {
        if (token.isBlank() || token.length() > TOKEN_CHARS) {
            throw Refusals.invalid("Token", "must be 1 to " + TOKEN_CHARS + " characters");
        }
        if (customUserData.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > USER_DATA_BYTES) {
            throw Refusals.invalid("CustomUserData", "must be at most " + USER_DATA_BYTES + " bytes in UTF-8");
        }
        boolean flag =
                switch (enabled.toLowerCase(Locale.ROOT)) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw Refusals.invalid("Attributes", "Enabled must be true or false");
                };
        return endpoints.attributes(application, token, customUserData, flag);
    }
}
