package dev.signet.iam.role;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** A service is not ready before it knows all roles: it would refuse what is allowed. */
@Readiness
@Singleton
class RolesReadiness implements HealthCheck {
    private final Roles roles;

    RolesReadiness(Roles roles) {
        this.roles = roles;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("roles").status(roles.ready()).build();
    }
}
