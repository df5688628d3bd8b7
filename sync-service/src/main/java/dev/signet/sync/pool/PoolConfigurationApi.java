package dev.signet.sync.pool;

import dev.signet.events.UnitOfWork;
import dev.signet.sync.Access;
import dev.signet.sync.Refusals;
import dev.signet.wire.Api;
import dev.signet.wire.Call;
import dev.signet.wire.Partial;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitosync.model.GetIdentityPoolConfigurationRequest;
import software.amazon.awssdk.services.cognitosync.model.GetIdentityPoolConfigurationResponse;
import software.amazon.awssdk.services.cognitosync.model.PushSync;
import software.amazon.awssdk.services.cognitosync.model.SetIdentityPoolConfigurationRequest;
import software.amazon.awssdk.services.cognitosync.model.SetIdentityPoolConfigurationResponse;

/** GetIdentityPoolConfiguration and SetIdentityPoolConfiguration: for developers only. */
@ApplicationScoped
public class PoolConfigurationApi implements Api {
    private final UnitOfWork unitOfWork;
    private final PoolConfigurations configurations;

    PoolConfigurationApi(UnitOfWork unitOfWork, PoolConfigurations configurations) {
        this.unitOfWork = unitOfWork;
        this.configurations = configurations;
    }

    @Partial("CognitoStreams are never present: streams are not built; "
            + "an identity pool that does not exist is answered like one that was never configured.")
    public Uni<GetIdentityPoolConfigurationResponse> getIdentityPoolConfiguration(
            GetIdentityPoolConfigurationRequest request, Call call) {
        Access.onlyDevelopers(call);
        String pool = request.identityPoolId();
        return unitOfWork
                .read(session -> configurations.find(session, pool))
                .map(found -> GetIdentityPoolConfigurationResponse.builder()
                        .identityPoolId(pool)
                        .pushSync(pushSyncOf(found))
                        .build());
    }

    @Partial("CognitoStreams and applications for ADM are refused by name; RoleArn is checked for its form only, "
            + "since pushes need no role; an identity pool that does not exist is taken like any other.")
    public Uni<SetIdentityPoolConfigurationResponse> setIdentityPoolConfiguration(
            SetIdentityPoolConfigurationRequest request, Call call) {
        Access.onlyDevelopers(call);
        if (request.cognitoStreams() != null) {
            throw Refusals.streamsNotBuilt();
        }
        String pool = request.identityPoolId();
        return unitOfWork
                .run(work -> set(work.session(), pool, request.pushSync()))
                .map(found -> SetIdentityPoolConfigurationResponse.builder()
                        .identityPoolId(pool)
                        .pushSync(pushSyncOf(found))
                        .build());
    }

    /** Sets what is given and leaves what is not. */
    private Uni<Optional<PoolConfiguration>> set(Mutiny.Session session, String pool, @Nullable PushSync pushSync) {
        if (pushSync == null) {
            return configurations.find(session, pool);
        }
        PoolConfiguration.demandSound(pushSync);
        return configurations.set(session, pool, pushSync).chain(() -> configurations.find(session, pool));
    }

    private static @Nullable PushSync pushSyncOf(Optional<PoolConfiguration> configuration) {
        return configuration.map(PoolConfiguration::pushSync).orElse(null);
    }
}
