package dev.signet.identitypool.role;

import dev.signet.events.UnitOfWork;
import dev.signet.identitypool.IamRefusals;
import dev.signet.wire.Api;
import dev.signet.wire.Partial;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleResponse;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleResponse;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.UpdateRoleRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleResponse;

/** Makes, shows, changes and deletes roles. Each change is published with the transaction that makes it. */
@ApplicationScoped
public class RoleApi implements Api {
    private final UnitOfWork unitOfWork;
    private final IamRoles roles;
    private final RoleChanges changes;
    private final NewRoles newRoles;

    RoleApi(UnitOfWork unitOfWork, IamRoles roles, RoleChanges changes, NewRoles newRoles) {
        this.unitOfWork = unitOfWork;
        this.roles = roles;
        this.changes = changes;
        this.newRoles = newRoles;
    }

    @Partial("Tags and PermissionsBoundary are refused.")
    public Uni<CreateRoleResponse> createRole(CreateRoleRequest request) {
        if (request.hasTags() && !request.tags().isEmpty()) {
            throw IamRefusals.settingNotBuilt("Tags");
        }
        if (request.permissionsBoundary() != null) {
            throw IamRefusals.settingNotBuilt("PermissionsBoundary");
        }
        Documents.requireTrustPolicy(request.assumeRolePolicyDocument());
        IamRole role = newRoles.of(request);
        return unitOfWork
                .run(work -> roles.add(work.session(), role).invoke(added -> work.publish(added.state())))
                .map(added -> CreateRoleResponse.builder().role(shown(added)).build());
    }

    public Uni<GetRoleResponse> getRole(GetRoleRequest request) {
        return unitOfWork
                .read(session -> roles.get(session, request.roleName()))
                .map(role -> GetRoleResponse.builder().role(shown(role)).build());
    }

    public Uni<ListRolesResponse> listRoles(ListRolesRequest request) {
        int size = Marker.size(request.maxItems());
        String path = Optional.ofNullable(request.pathPrefix()).orElse("/");
        String after = Marker.name(request.marker());
        return unitOfWork
                .read(session -> roles.page(session, path, after, size + 1))
                .map(found -> ListRolesResponse.builder()
                        .roles(found.stream().limit(size).map(RoleApi::shown).toList())
                        .isTruncated(found.size() > size)
                        .marker(
                                found.size() > size
                                        ? Marker.after(found.get(size - 1).name())
                                        : null)
                        .build());
    }

    public Uni<UpdateRoleResponse> updateRole(UpdateRoleRequest request) {
        return changes.make(request.roleName(), role -> {
                    Optional.ofNullable(request.description()).ifPresent(role::describe);
                    Optional.ofNullable(request.maxSessionDuration()).ifPresent(role::limitSessions);
                })
                .replaceWith(UpdateRoleResponse.builder().build());
    }

    public Uni<UpdateAssumeRolePolicyResponse> updateAssumeRolePolicy(UpdateAssumeRolePolicyRequest request) {
        Documents.requireTrustPolicy(request.policyDocument());
        return changes.make(request.roleName(), role -> role.trust(request.policyDocument()))
                .replaceWith(UpdateAssumeRolePolicyResponse.builder().build());
    }

    public Uni<DeleteRoleResponse> deleteRole(DeleteRoleRequest request) {
        return unitOfWork
                .run(work -> roles.getToChange(work.session(), request.roleName())
                        .invoke(IamRole::requireDeletable)
                        .call(role -> work.session().remove(role))
                        .invoke(role -> work.publish(role.gone())))
                .replaceWith(DeleteRoleResponse.builder().build());
    }

    private static Role shown(IamRole role) {
        return Role.builder()
                .arn(role.arn())
                .roleId(role.id())
                .roleName(role.name())
                .path(role.path())
                .description(role.description().orElse(null))
                .maxSessionDuration(role.maxSessionSeconds())
                .assumeRolePolicyDocument(Documents.encoded(role.trustPolicy()))
                .createDate(role.createdAt())
                .build();
    }
}
