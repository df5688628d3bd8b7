package dev.signet.identitypool.role;

import dev.signet.events.UnitOfWork;
import dev.signet.wire.Api;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyResponse;

/** A role's inline policies. */
@ApplicationScoped
public class RolePolicyApi implements Api {
    private final UnitOfWork unitOfWork;
    private final IamRoles roles;
    private final RoleChanges changes;

    RolePolicyApi(UnitOfWork unitOfWork, IamRoles roles, RoleChanges changes) {
        this.unitOfWork = unitOfWork;
        this.roles = roles;
        this.changes = changes;
    }

    public Uni<PutRolePolicyResponse> putRolePolicy(PutRolePolicyRequest request) {
        Documents.requirePermissionPolicy(request.policyDocument());
        return changes.make(request.roleName(), role -> role.allow(request.policyName(), request.policyDocument()))
                .replaceWith(PutRolePolicyResponse.builder().build());
    }

    public Uni<GetRolePolicyResponse> getRolePolicy(GetRolePolicyRequest request) {
        return unitOfWork
                .read(session -> roles.get(session, request.roleName()))
                .map(role -> GetRolePolicyResponse.builder()
                        .roleName(role.name())
                        .policyName(request.policyName())
                        .policyDocument(Documents.encoded(role.policy(request.policyName())))
                        .build());
    }

    public Uni<ListRolePoliciesResponse> listRolePolicies(ListRolePoliciesRequest request) {
        String after = Marker.name(request.marker());
        int size = Marker.size(request.maxItems());
        return unitOfWork
                .read(session -> roles.get(session, request.roleName()))
                .map(role ->
                        page(List.copyOf(role.policies().tailMap(after + "\0").keySet()), size));
    }

    public Uni<DeleteRolePolicyResponse> deleteRolePolicy(DeleteRolePolicyRequest request) {
        return changes.make(request.roleName(), role -> role.disallow(request.policyName()))
                .replaceWith(DeleteRolePolicyResponse.builder().build());
    }

    private static ListRolePoliciesResponse page(List<String> names, int size) {
        boolean more = names.size() > size;
        return ListRolePoliciesResponse.builder()
                .policyNames(names.stream().limit(size).toList())
                .isTruncated(more)
                .marker(more ? Marker.after(names.get(size - 1)) : null)
                .build();
    }
}
