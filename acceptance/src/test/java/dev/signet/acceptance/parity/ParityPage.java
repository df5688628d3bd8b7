package dev.signet.acceptance.parity;

import dev.signet.wire.model.Models;
import java.util.List;
import java.util.stream.Collectors;

/** The page that says which of AWS's operations work, which partly, and which do not exist. */
final class ParityPage {
    private static final List<String> SDK_PACKAGES =
            List.of("cognitoidentityprovider", "cognitoidentity", "cognitosync", "sns", "sts", "iam");

    private final BuiltOperations built;

    ParityPage(BuiltOperations built) {
        this.built = built;
    }

    String text() {
        var services = SDK_PACKAGES.stream().map(this::chapter).toList();
        return """
                # What works

                Generated from the code; change an operation or its `@Partial`, not this page.
                An operation works when a service has it and nothing is known to be missing; whoever calls an absent one
                is told so (`NotImplementedException`, HTTP 400).

                | service | operations | work | partly | absent |
                |---|---:|---:|---:|---:|
                %s

                %s""".formatted(
                        services.stream().map(Chapter::row).collect(Collectors.joining("\n")),
                        services.stream().map(Chapter::text).collect(Collectors.joining("\n")));
    }

    private Chapter chapter(String sdkPackage) {
        var model = Models.load(sdkPackage);
        var operations = model.operations().keySet().stream().sorted().toList();
        var present = operations.stream()
                .filter(name -> built.has(sdkPackage, name))
                .map(name -> new Line(name, built.lacking(sdkPackage, name).orElse("")))
                .toList();
        var absent =
                operations.stream().filter(name -> !built.has(sdkPackage, name)).toList();
        return new Chapter(model.fullName(), model.signingName(), present, absent);
    }

    private record Line(String operation, String lacks) {
        String text() {
            return "| `%s` | %s |"
                    .formatted(operation, lacks.isEmpty() ? "works" : "partly: " + lacks.replace("|", "\\|"));
        }
    }

    private record Chapter(String fullName, String signingName, List<Line> present, List<String> absent) {
        String row() {
            var partly =
                    present.stream().filter(line -> !line.lacks().isEmpty()).count();
            return "| %s (`%s`) | %d | %d | %d | %d |"
                    .formatted(
                            fullName,
                            signingName,
                            present.size() + absent.size(),
                            present.size() - partly,
                            partly,
                            absent.size());
        }

        String text() {
            var text = new StringBuilder("## ").append(fullName).append("\n\n");
            if (!present.isEmpty()) {
                text.append("| operation | |\n|---|---|\n");
                present.forEach(line -> text.append(line.text()).append('\n'));
                text.append('\n');
            }
            if (!absent.isEmpty()) {
                text.append("Absent: `").append(String.join("`, `", absent)).append("`\n");
            }
            return text.toString();
        }
    }
}
