package dev.signet.wire.http;

import dev.signet.wire.Api;
import dev.signet.wire.Call;
import dev.signet.wire.check.InputCheck;
import dev.signet.wire.check.Rules;
import dev.signet.wire.codec.Plan;
import dev.signet.wire.codec.Plans;
import dev.signet.wire.model.Models;
import dev.signet.wire.model.OperationModel;
import dev.signet.wire.model.ServiceModel;
import io.smallrye.mutiny.Uni;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.core.SdkPojo;

/** Finds the operations among the methods of API classes, once, at start. */
final class OperationFinder {
    private static final String SDK_SERVICES = "software.amazon.awssdk.services.";
    private static final MethodType OPERATION = MethodType.methodType(Uni.class, SdkPojo.class, Call.class);

    private final Plans plans = new Plans();
    private final Map<String, Served> services = new HashMap<>();
    private final List<Operation> found = new ArrayList<>();

    /** Adds the operations of an API class, which run on {@code bean}. */
    void add(Class<?> type, Api bean) {
        for (var method : type.getMethods()) {
            if (isOperation(method)) {
                found.add(operation(type, method, bean));
            }
        }
    }

    Operations operations() {
        var names = new HashSet<String>();
        for (var operation : found) {
            if (!names.add(
                    operation.service().signingName() + ":" + operation.model().name())) {
                throw new IllegalStateException(operation.model().name() + " is built twice");
            }
        }
        return new Operations(services.values().stream().map(Served::model).toList(), found);
    }

    private static boolean isOperation(Method method) {
        return method.getReturnType() == Uni.class
                && !method.isBridge()
                && !Modifier.isStatic(method.getModifiers())
                && method.getParameterCount() > 0
                && AwsRequest.class.isAssignableFrom(method.getParameterTypes()[0]);
    }

    private Operation operation(Class<?> type, Method method, Api bean) {
        var request = method.getParameterTypes()[0].asSubclass(SdkPojo.class);
        var service = services.computeIfAbsent(sdkPackage(request), Served::load);
        var model = model(service.model(), request);
        var input = plans.of(request);
        var check =
                model.input().map(shape -> service.rules().check(shape, input)).orElse(InputCheck.NOTHING);
        return new Operation(service.model(), model, input, output(method), check, handle(type, method, bean));
    }

    private static String sdkPackage(Class<?> request) {
        var name = request.getPackageName();
        if (!name.startsWith(SDK_SERVICES) || !name.endsWith(".model")) {
            throw new IllegalStateException(request + " is no request of an AWS service");
        }
        return name.substring(SDK_SERVICES.length(), name.length() - ".model".length());
    }

    /** The SDK writes some names in another case than AWS: OpenIdConnect for OpenIDConnect. */
    private static OperationModel model(ServiceModel service, Class<?> request) {
        var simple = request.getSimpleName();
        var name = simple.substring(0, simple.length() - "Request".length());
        return service.operations().values().stream()
                .filter(model -> model.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(service.signingName() + " has no operation " + name));
    }

    private Plan.Structure output(Method method) {
        if (method.getGenericReturnType() instanceof ParameterizedType uni
                && uni.getActualTypeArguments()[0] instanceof Class<?> response
                && SdkPojo.class.isAssignableFrom(response)) {
            return plans.of(response.asSubclass(SdkPojo.class));
        }
        throw new IllegalStateException(method + " does not return a Uni of an AWS response");
    }

    private static MethodHandle handle(Class<?> type, Method method, Api bean) {
        var parameters = method.getParameterTypes();
        if (parameters.length > 2 || parameters.length == 2 && parameters[1] != Call.class) {
            throw new IllegalStateException(method + " takes more than its request and the call");
        }
        try {
            var handle = MethodHandles.privateLookupIn(type, MethodHandles.lookup())
                    .unreflect(method)
                    .bindTo(bean);
            return (parameters.length == 1 ? MethodHandles.dropArguments(handle, 1, Call.class) : handle)
                    .asType(OPERATION);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(method + " cannot be called", e);
        }
    }

    private record Served(ServiceModel model, Rules rules) {
        static Served load(String sdkPackage) {
            var model = Models.load(sdkPackage);
            return new Served(model, new Rules(model));
        }
    }
}
