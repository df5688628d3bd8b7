package dev.signet.acceptance.parity;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.signet.wire.Api;
import dev.signet.wire.Partial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The operations that the services' classes have, by the package of their request and their name. */
final class BuiltOperations {
    private static final String SDK_MODEL = "software\\.amazon\\.awssdk\\.services\\.(\\w+)\\.model\\.(\\w+)Request";

    /** By {@code package:operation}: what the operation lacks, if it says so. */
    private final Map<String, Optional<String>> lacks = new HashMap<>();

    private BuiltOperations() {}

    /** Reads the compiled classes of the services that lie beside this module. */
    static BuiltOperations of(Path project, List<String> services) {
        var built = new BuiltOperations();
        for (var service : services) {
            var classes = project.resolve(service).resolve("target/classes");
            if (!Files.isDirectory(classes)) {
                throw new IllegalStateException(service + " is not compiled: run ./mvnw compile first");
            }
            new ClassFileImporter()
                    .importPath(classes).stream()
                            .filter(type -> type.isAssignableTo(Api.class))
                            .map(JavaClass::getMethods)
                            .forEach(methods -> methods.forEach(built::add));
        }
        return built;
    }

    private void add(JavaMethod method) {
        if (!method.getModifiers().contains(JavaModifier.PUBLIC)) {
            return;
        }
        var parameters = method.getRawParameterTypes();
        var request = parameters.isEmpty() ? "" : parameters.getFirst().getName();
        if (method.getRawReturnType().getName().equals("io.smallrye.mutiny.Uni") && request.matches(SDK_MODEL)) {
            lacks.put(
                    key(request.replaceAll(SDK_MODEL, "$1:$2")),
                    method.tryGetAnnotationOfType(Partial.class).map(Partial::value));
        }
    }

    boolean has(String sdkPackage, String operation) {
        return lacks.containsKey(key(sdkPackage + ":" + operation));
    }

    /** What a built operation lacks; empty when nothing is known to be missing. */
    Optional<String> lacking(String sdkPackage, String operation) {
        return lacks.getOrDefault(key(sdkPackage + ":" + operation), Optional.empty());
    }

    /** The SDK writes some names in another case than AWS: OpenIdConnect for OpenIDConnect. */
    private static String key(String operation) {
        return operation.toLowerCase(Locale.ROOT);
    }
}
