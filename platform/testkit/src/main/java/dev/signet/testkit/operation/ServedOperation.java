package dev.signet.testkit.operation;

import dev.signet.testkit.SignetClients;
import dev.signet.wire.Api;
import dev.signet.wire.model.Models;
import dev.signet.wire.model.OperationModel;
import dev.signet.wire.model.ServiceModel;
import io.quarkus.arc.Arc;
import io.smallrye.mutiny.Uni;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkPojo;

/**
 * An operation that the service under test serves, found among its {@link Api} beans as the service itself finds it, so
 * that a new one joins whatever is done with all.
 *
 * @param sdk the SDK's package, such as {@code cognitosync}
 * @param request the SDK's request
 */
public record ServedOperation(
        String sdk, ServiceModel service, OperationModel model, Class<? extends AwsRequest> request) {
    private static final String SDK_SERVICES = "software.amazon.awssdk.services.";
    private static final Map<String, ServiceModel> MODELS = new ConcurrentHashMap<>();

    /** All operations of the service that the running {@code @QuarkusTest} tests. */
    public static List<ServedOperation> all() {
        return Arc.container().listAll(Api.class).stream()
                .map(api -> api.getBean().getBeanClass())
                .flatMap(ServedOperation::of)
                .sorted(Comparator.comparing(ServedOperation::toString))
                .toList();
    }

    private static Stream<ServedOperation> of(Class<?> api) {
        return Arrays.stream(api.getMethods())
                .filter(method -> method.getReturnType() == Uni.class && method.getParameterCount() > 0)
                .map(method -> method.getParameterTypes()[0])
                .filter(AwsRequest.class::isAssignableFrom)
                .map(type -> of(type.asSubclass(AwsRequest.class), type.getPackageName(), type.getSimpleName()));
    }

    private static ServedOperation of(Class<? extends AwsRequest> request, String inPackage, String named) {
        String sdk = inPackage.substring(SDK_SERVICES.length(), inPackage.length() - ".model".length());
        ServiceModel service = MODELS.computeIfAbsent(sdk, Models::load);
        OperationModel model = service.operations().values().stream()
                .filter(operation -> named.equalsIgnoreCase(operation.name() + "Request"))
                .findFirst()
                .orElseThrow();
        return new ServedOperation(sdk, service, model, request);
    }

    public String name() {
        return model.name();
    }

    /** An empty builder of the request. */
    SdkPojo start() {
        try {
            return (SdkPojo) request.getMethod("builder").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Calls the operation as a program does, through the SDK's client. */
    void call(SignetClients clients, SdkPojo built) {
        SdkClient client = client(clients);
        Method method = Arrays.stream(client.getClass().getMethods())
                .filter(candidate -> Arrays.equals(candidate.getParameterTypes(), new Class<?>[] {request}))
                .filter(candidate -> candidate.getName().equalsIgnoreCase(name()))
                .findFirst()
                .orElseThrow();
        try {
            method.setAccessible(true);
            method.invoke(client, built);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private SdkClient client(SignetClients clients) {
        return switch (sdk) {
            case "cognitoidentityprovider" -> clients.userPools();
            case "cognitoidentity" -> clients.identityPools();
            case "cognitosync" -> clients.sync();
            case "iam" -> clients.iam();
            case "sts" -> clients.sts();
            case "sns" -> clients.sns();
            default -> throw new IllegalStateException("There is no client for " + sdk);
        };
    }

    @Override
    public String toString() {
        return service.signingName() + ":" + name();
    }
}
