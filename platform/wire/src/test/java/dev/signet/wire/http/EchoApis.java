package dev.signet.wire.http;

import dev.signet.wire.Api;
import dev.signet.wire.Call;
import dev.signet.wire.Caller;
import dev.signet.wire.CommonError;
import dev.signet.wire.Gate;
import dev.signet.wire.IncomingCall;
import dev.signet.wire.Refusal;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.cognitoidentity.model.GetIdRequest;
import software.amazon.awssdk.services.cognitoidentity.model.GetIdResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ConfirmForgotPasswordRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ConfirmForgotPasswordResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateManagedLoginBrandingRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateManagedLoginBrandingResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ForgotPasswordRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ForgotPasswordResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUserPoolsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUserPoolsResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MfaMethodNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SignUpRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SignUpResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolDescriptionType;
import software.amazon.awssdk.services.cognitosync.model.ListRecordsRequest;
import software.amazon.awssdk.services.cognitosync.model.ListRecordsResponse;
import software.amazon.awssdk.services.cognitosync.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitosync.model.Record;
import software.amazon.awssdk.services.cognitosync.model.RegisterDeviceRequest;
import software.amazon.awssdk.services.cognitosync.model.RegisterDeviceResponse;
import software.amazon.awssdk.services.cognitosync.model.UpdateRecordsRequest;
import software.amazon.awssdk.services.cognitosync.model.UpdateRecordsResponse;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleResponse;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleResponse;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.sns.model.GetEndpointAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetEndpointAttributesResponse;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sns.model.SetEndpointAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetEndpointAttributesResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** Small services that answer with what they were asked, so that the wire itself is what is tested. */
final class EchoApis {
    private EchoApis() {}

    record Signer(String accessKeyId) implements Caller {}

    /** Takes everybody who signs with any key for that key's owner; breaks down where no host could be signed. */
    @ApplicationScoped
    static class TrustingGate implements Gate {
        @Override
        public Uni<Caller> admit(IncomingCall call) {
            var hosts = call.http().headers().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase("host"))
                    .count();
            if (hosts != 1) {
                throw new IllegalStateException("there are " + hosts + " hosts");
            }
            if (call.unsigned()) {
                return Uni.createFrom().item(new Signer("anybody"));
            }
            return call.http().headers().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase("authorization"))
                    .findFirst()
                    .map(header -> Uni.createFrom().<Caller>item(new Signer(keyId(header.getValue()))))
                    .orElseGet(() -> Uni.createFrom()
                            .failure(Refusal.of(
                                    CommonError.MISSING_AUTHENTICATION_TOKEN, "Missing Authentication Token")));
        }

        private static String keyId(String authorization) {
            return authorization.replaceAll(".*Credential=([^/]+)/.*", "$1");
        }
    }

    @ApplicationScoped
    static class UserApi implements Api {
        public Uni<SignUpResponse> signUp(SignUpRequest request) {
            return Uni.createFrom()
                    .item(SignUpResponse.builder()
                            .userConfirmed(request.userAttributes().isEmpty())
                            .userSub(request.username())
                            .build());
        }

        public Uni<GetUserResponse> getUser(GetUserRequest request, Call call) {
            return Uni.createFrom()
                    .item(GetUserResponse.builder()
                            .username(request.accessToken())
                            .userAttributes(
                                    attribute("caller", call.caller().toString()),
                                    attribute("operation", call.service() + ":" + call.operation()),
                                    attribute("request", call.requestId()),
                                    attribute("address", call.sourceAddress().orElse("unknown")))
                            .build());
        }

        /** Says whether it runs where Hibernate Reactive can run, and goes on from another thread. */
        public Uni<ForgotPasswordResponse> forgotPassword(ForgotPasswordRequest request) {
            VertxContextSafetyToggle.validateContextIfExists("unsafe", "unmarked");
            var medium = VertxContext.isOnDuplicatedContext()
                    && Vertx.currentContext().isEventLoopContext();
            return Uni.createFrom()
                    .completionStage(() -> CompletableFuture.supplyAsync(() -> ForgotPasswordResponse.builder()
                            .codeDeliveryDetails(details -> details.destination(Boolean.toString(medium)))
                            .build()));
        }

        public Uni<DeleteUserResponse> deleteUser(DeleteUserRequest request) {
            return switch (request.accessToken()) {
                case "unknown" -> throw Refusal.of(UserNotFoundException.class, "User does not exist.");
                case "no-mfa" ->
                    Uni.createFrom().failure(Refusal.of(MfaMethodNotFoundException.class, "No method was found."));
                case "broken" -> throw new IllegalStateException("a secret that nobody should see");
                default -> Uni.createFrom().item(DeleteUserResponse.builder().build());
            };
        }

        public Uni<ConfirmForgotPasswordResponse> confirmForgotPassword(ConfirmForgotPasswordRequest request) {
            return Uni.createFrom().item(ConfirmForgotPasswordResponse.builder().build());
        }

        public Uni<CreateManagedLoginBrandingResponse> createManagedLoginBranding(
                CreateManagedLoginBrandingRequest request) {
            return Uni.createFrom()
                    .item(CreateManagedLoginBrandingResponse.builder()
                            .managedLoginBranding(branding -> branding.settings(request.settings()))
                            .build());
        }

        public Uni<ListUserPoolsResponse> listUserPools(ListUserPoolsRequest request, Call call) {
            return Uni.createFrom()
                    .item(ListUserPoolsResponse.builder()
                            .userPools(UserPoolDescriptionType.builder()
                                    .name(((Signer) call.caller()).accessKeyId())
                                    .creationDate(Instant.parse("2026-01-02T03:04:05.678Z"))
                                    .build())
                            .build());
        }

        private static AttributeType attribute(String name, String value) {
            return AttributeType.builder().name(name).value(value).build();
        }
    }

    @ApplicationScoped
    static class IdentityApi implements Api {
        public Uni<GetIdResponse> getId(GetIdRequest request) {
            return Uni.createFrom()
                    .item(GetIdResponse.builder()
                            .identityId(request.logins().toString())
                            .build());
        }
    }

    @ApplicationScoped
    static class SyncApi implements Api {
        public Uni<ListRecordsResponse> listRecords(ListRecordsRequest request) {
            if (request.datasetName().equals("forbidden")) {
                throw Refusal.of(NotAuthorizedException.class, "Not yours");
            }
            return Uni.createFrom()
                    .item(ListRecordsResponse.builder()
                            .syncSessionToken(request.identityPoolId() + "|" + request.identityId() + "|"
                                    + request.datasetName() + "|" + request.syncSessionToken())
                            .count(request.maxResults())
                            .datasetSyncCount(request.lastSyncCount())
                            .build());
        }

        public Uni<UpdateRecordsResponse> updateRecords(UpdateRecordsRequest request) {
            return Uni.createFrom()
                    .item(UpdateRecordsResponse.builder()
                            .records(request.recordPatches().stream()
                                    .map(patch -> Record.builder()
                                            .key(patch.key())
                                            .value(patch.value())
                                            .syncCount(patch.syncCount())
                                            .deviceLastModifiedDate(patch.deviceLastModifiedDate())
                                            .lastModifiedBy(request.clientContext())
                                            .build())
                                    .toList())
                            .build());
        }

        public Uni<RegisterDeviceResponse> registerDevice(RegisterDeviceRequest request) {
            return Uni.createFrom()
                    .item(RegisterDeviceResponse.builder()
                            .deviceId(request.platformAsString())
                            .build());
        }
    }

    @ApplicationScoped
    static class PushApi implements Api {
        public Uni<PublishResponse> publish(PublishRequest request) {
            if (request.targetArn() != null) {
                throw Refusal.of(InvalidParameterException.class, "Invalid parameter: TargetArn <nowhere>");
            }
            return Uni.createFrom()
                    .item(PublishResponse.builder()
                            .messageId(request.messageAttributes().entrySet().stream()
                                    .map(entry -> entry.getKey() + "="
                                            + entry.getValue().stringValue()
                                            + entry.getValue().binaryValue())
                                    .sorted()
                                    .toList()
                                    .toString())
                            .sequenceNumber(request.message())
                            .build());
        }

        public Uni<GetEndpointAttributesResponse> getEndpointAttributes(GetEndpointAttributesRequest request) {
            return Uni.createFrom()
                    .item(GetEndpointAttributesResponse.builder()
                            .attributes(Map.of("Token", request.endpointArn(), "Enabled", "true"))
                            .build());
        }

        public Uni<SetEndpointAttributesResponse> setEndpointAttributes(SetEndpointAttributesRequest request) {
            return Uni.createFrom().item(SetEndpointAttributesResponse.builder().build());
        }
    }

    @ApplicationScoped
    static class AccountApi implements Api {
        public Uni<GetCallerIdentityResponse> getCallerIdentity(GetCallerIdentityRequest request, Call call) {
            return Uni.createFrom()
                    .item(GetCallerIdentityResponse.builder()
                            .account("000000000000")
                            .userId(((Signer) call.caller()).accessKeyId())
                            .build());
        }

        public Uni<CreateRoleResponse> createRole(CreateRoleRequest request) {
            return Uni.createFrom()
                    .item(CreateRoleResponse.builder()
                            .role(role -> role.roleName(request.roleName())
                                    .path("/")
                                    .tags(request.tags())
                                    .maxSessionDuration(request.maxSessionDuration())
                                    .assumeRolePolicyDocument(request.assumeRolePolicyDocument())
                                    .createDate(Instant.parse("2026-01-02T03:04:05Z")))
                            .build());
        }

        public Uni<DeleteRoleResponse> deleteRole(DeleteRoleRequest request) {
            throw Refusal.of(
                    NoSuchEntityException.class, "The role with name " + request.roleName() + " cannot be found.");
        }
    }
}
