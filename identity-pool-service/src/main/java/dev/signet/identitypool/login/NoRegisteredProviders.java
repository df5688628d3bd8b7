package dev.signet.identitypool.login;

import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Where no provider is registered. */
@DefaultBean
@ApplicationScoped
class NoRegisteredProviders implements RegisteredProviders {
    @Override
    public Uni<Optional<Registration>> find(String arn) {
        return Uni.createFrom().item(Optional.empty());
    }
}
