package dev.signet.identitypool.sts;

import dev.signet.iam.CallOrigin;
import dev.signet.iam.Principal;
import dev.signet.identitypool.StsRefusals;
import dev.signet.wire.Api;
import dev.signet.wire.Call;
import dev.signet.wire.Partial;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;

/** Credentials of a role for a caller of the account. */
@ApplicationScoped
public class AssumeRoleApi implements Api {
    private final RoleAssumption assumption;

    AssumeRoleApi(RoleAssumption assumption) {
        this.assumption = assumption;
    }

    @Partial("PolicyArns and ProvidedContexts are refused; there are no MFA devices.")
    public Uni<AssumeRoleResponse> assumeRole(AssumeRoleRequest request, Call call) {
        if (request.hasPolicyArns() && !request.policyArns().isEmpty()) {
            throw StsRefusals.settingNotBuilt("PolicyArns");
        }
        if (request.hasProvidedContexts() && !request.providedContexts().isEmpty()) {
            throw StsRefusals.settingNotBuilt("ProvidedContexts");
        }
        if (request.serialNumber() != null || request.tokenCode() != null) {
            throw StsRefusals.noMfaDevice();
        }
        return assumption.assume(request, (Principal) call.caller(), CallOrigin.of(call));
    }
}
