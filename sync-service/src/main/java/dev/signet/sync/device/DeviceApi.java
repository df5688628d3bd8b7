package dev.signet.sync.device;

import dev.signet.events.UnitOfWork;
import dev.signet.events.UnitOfWork.Work;
import dev.signet.sync.Access;
import dev.signet.sync.Refusals;
import dev.signet.sync.identity.Identities;
import dev.signet.sync.identity.IdentityKey;
import dev.signet.sync.pool.PoolConfiguration;
import dev.signet.sync.pool.PoolConfigurations;
import dev.signet.wire.Api;
import dev.signet.wire.Call;
import dev.signet.wire.Partial;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import software.amazon.awssdk.services.cognitosync.model.RegisterDeviceRequest;
import software.amazon.awssdk.services.cognitosync.model.RegisterDeviceResponse;
import software.amazon.awssdk.services.cognitosync.model.SubscribeToDatasetRequest;
import software.amazon.awssdk.services.cognitosync.model.SubscribeToDatasetResponse;
import software.amazon.awssdk.services.cognitosync.model.UnsubscribeFromDatasetRequest;
import software.amazon.awssdk.services.cognitosync.model.UnsubscribeFromDatasetResponse;

/** RegisterDevice, SubscribeToDataset, UnsubscribeFromDataset: for identities only. */
@ApplicationScoped
public class DeviceApi implements Api {
    private static final String LIVE = "LIVE";
    private static final int LONGEST_TOKEN = 4096;

    private final UnitOfWork unitOfWork;
    private final Devices devices;
    private final Identities identities;
    private final PoolConfigurations configurations;
    private final InstantSource clock;

    DeviceApi(
            UnitOfWork unitOfWork,
            Devices devices,
            Identities identities,
            PoolConfigurations configurations,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.devices = devices;
        this.identities = identities;
        this.configurations = configurations;
        this.clock = clock;
    }

    @Partial("ADM is refused by name: nothing is pushed to it.")
    public Uni<RegisterDeviceResponse> registerDevice(RegisterDeviceRequest request, Call call) {
        var identity = new IdentityKey(request.identityPoolId(), request.identityId());
        Access.onlyIdentity(identity, call);
        if (request.token().isEmpty() || request.token().length() > LONGEST_TOKEN) {
            throw Refusals.unsoundToken();
        }
        return unitOfWork
                .run(work -> register(work, identity, request))
                .map(id -> RegisterDeviceResponse.builder().deviceId(id).build());
    }

    private Uni<String> register(Work work, IdentityKey identity, RegisterDeviceRequest request) {
        return applicationOf(work.session(), request)
                .map(application ->
                        new Registration(request.platformAsString(), request.token(), application, clock.instant()))
                .call(() -> identities.lock(work.session(), identity, true))
                .chain(registration -> devices.register(work, identity, registration));
    }

    private Uni<Optional<String>> applicationOf(Mutiny.Session session, RegisterDeviceRequest request) {
        String platform = request.platformAsString();
        if (platform.equals(LIVE)) {
            return Uni.createFrom().item(Optional.empty());
        }
        if (!PoolConfiguration.serves(platform)) {
            throw Refusals.platformNotServed(platform);
        }
        return configurations.find(session, request.identityPoolId()).map(found -> found.flatMap(
                        configuration -> configuration.applicationOf(platform))
                .or(() -> {
                    throw Refusals.platformNotConfigured(platform);
                }));
    }

    public Uni<SubscribeToDatasetResponse> subscribeToDataset(SubscribeToDatasetRequest request, Call call) {
        var identity = new IdentityKey(request.identityPoolId(), request.identityId());
        Access.onlyIdentity(identity, call);
        return unitOfWork
                .run(work -> identities
                        .tryLock(work.session(), identity)
                        .chain(() -> devices.subscribe(work, identity, request.deviceId(), request.datasetName())))
                .replaceWith(SubscribeToDatasetResponse.builder().build());
    }

    public Uni<UnsubscribeFromDatasetResponse> unsubscribeFromDataset(
            UnsubscribeFromDatasetRequest request, Call call) {
        var identity = new IdentityKey(request.identityPoolId(), request.identityId());
        Access.onlyIdentity(identity, call);
        return unitOfWork
                .run(work -> devices.unsubscribe(work, identity, request.deviceId(), request.datasetName()))
                .replaceWith(UnsubscribeFromDatasetResponse.builder().build());
    }
}
