package dev.signet.wire.http;

import dev.signet.wire.CommonError;
import dev.signet.wire.Refusal;
import dev.signet.wire.model.Protocol;
import dev.signet.wire.model.ServiceModel;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All operations that this process serves, found as each protocol names them. */
final class Operations {
    private final Map<String, Operation> built = new HashMap<>();
    private final Map<String, ServiceModel> byTarget = new HashMap<>();
    private final Map<String, ServiceModel> byVersion = new HashMap<>();
    private final List<RestRoute> rest;

    Operations(Collection<ServiceModel> services, List<Operation> operations) {
        operations.forEach(operation ->
                built.put(key(operation.service(), operation.model().name()), operation));
        for (var service : services) {
            switch (service.protocol()) {
                case AWS_JSON -> byTarget.put(service.targetPrefix(), service);
                case QUERY -> byVersion.put(service.version(), service);
                case REST_JSON -> {}
            }
        }
        rest = services.stream()
                .filter(service -> service.protocol() == Protocol.REST_JSON)
                .flatMap(service -> service.operations().values().stream().map(model -> RestRoute.of(service, model)))
                .sorted(RestRoute.MOST_LITERAL_FIRST)
                .toList();
    }

    /** Whether anything is served at {@code POST /}. */
    boolean servesRoot() {
        return !byTarget.isEmpty() || !byVersion.isEmpty();
    }

    /** Whether any service speaks AWS Query, which may come by {@code GET /} too: so it is presigned. */
    boolean servesQuery() {
        return !byVersion.isEmpty();
    }

    Optional<ServiceModel> serviceOfTarget(String prefix) {
        return Optional.ofNullable(byTarget.get(prefix));
    }

    Optional<ServiceModel> serviceOfVersion(String version) {
        return Optional.ofNullable(byVersion.get(version));
    }

    List<RestRoute> restRoutes() {
        return rest;
    }

    /** The operation of a service, refused when AWS has none of that name or when it is not built. */
    Operation named(ServiceModel service, String name) {
        if (!service.operations().containsKey(name)) {
            throw Refusal.of(CommonError.UNKNOWN_OPERATION, "The requested operation is not known to this service.");
        }
        return find(service, name)
                .orElseThrow(() -> Refusal.of(
                        CommonError.NOT_BUILT, "The operation " + name + " is not implemented by this server yet."));
    }

    /** The operation of a service, if it is built. */
    Optional<Operation> find(ServiceModel service, String name) {
        return Optional.ofNullable(built.get(key(service, name)));
    }

    private static String key(ServiceModel service, String operation) {
        return service.signingName() + ":" + operation;
    }
}
