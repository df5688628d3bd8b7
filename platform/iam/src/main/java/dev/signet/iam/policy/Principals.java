package dev.signet.iam.policy;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The Principal or NotPrincipal of a trust policy's statement. */
final class Principals {
    static final String AWS = "AWS";
    static final String FEDERATED = "Federated";
    static final String SERVICE = "Service";
    private static final Set<String> WEB_PROVIDERS =
            Set.of("cognito-identity.amazonaws.com", "accounts.google.com", "graph.facebook.com", "www.amazon.com");

    private final boolean everybody;
    private final boolean inverted;
    private final Map<String, List<String>> names;

    private Principals(boolean everybody, boolean inverted, Map<String, List<String>> names) {
        this.everybody = everybody;
        this.inverted = inverted;
        this.names = names;
    }

    static Principals everybody(boolean inverted) {
        return new Principals(true, inverted, Map.of());
    }

    static Principals of(Map<String, List<String>> names, boolean inverted) throws PolicyMalformed {
        if (names.isEmpty()) {
            throw new PolicyMalformed("Missing required field Principal");
        }
        for (Map.Entry<String, List<String>> entry : names.entrySet()) {
            for (String name : entry.getValue()) {
                if (!valid(entry.getKey(), name)) {
                    throw new PolicyMalformed(
                            "Invalid principal in policy: \"" + entry.getKey() + "\":\"" + name + "\"");
                }
            }
        }
        return new Principals(false, inverted, Map.copyOf(names));
    }

    boolean include(Asker asker) {
        return inverted != named(asker);
    }

    private boolean named(Asker asker) {
        return everybody
                || switch (asker) {
                    case Asker.Aws aws -> names(AWS).stream().anyMatch(name -> isAws(name, aws));
                    case Asker.Federated federated ->
                        names(FEDERATED).stream()
                                .anyMatch(name -> name.equals("*") || name.equals(federated.provider()));
                    case Asker.Service service -> names(SERVICE).contains(service.name());
                };
    }

    private List<String> names(String kind) {
        return names.getOrDefault(kind, List.of());
    }

    private static boolean isAws(String name, Asker.Aws asker) {
        return name.equals("*")
                || asker.arns().contains(name)
                || asker.account()
                        .filter(account -> name.equals(account) || name.equals("arn:aws:iam::" + account + ":root"))
                        .isPresent();
    }

    private static boolean valid(String kind, String name) {
        return switch (kind) {
            case AWS -> name.equals("*") || account(name) || awsArn(name);
            case FEDERATED ->
                name.equals("*")
                        || WEB_PROVIDERS.contains(name)
                        || accountArn(name, "iam", "oidc-provider/")
                        || accountArn(name, "iam", "saml-provider/");
            case SERVICE -> name.endsWith(".amazonaws.com") && name.indexOf('*') < 0;
            default -> false;
        };
    }

    private static boolean awsArn(String name) {
        return accountArn(name, "iam", "root")
                || accountArn(name, "iam", "role/")
                || accountArn(name, "iam", "user/")
                || accountArn(name, "sts", "assumed-role/");
    }

    private static boolean accountArn(String name, String service, String resourceStart) {
        String[] parts = name.split(":", ArnPattern.PARTS);
        return parts.length == ArnPattern.PARTS
                && parts[0].equals("arn")
                && parts[1].equals("aws")
                && parts[2].equals(service)
                && parts[3].isEmpty()
                && account(parts[4])
                && parts[5].startsWith(resourceStart)
                && parts[5].indexOf('*') < 0;
    }

    private static boolean account(String text) {
        return text.length() == 12 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
