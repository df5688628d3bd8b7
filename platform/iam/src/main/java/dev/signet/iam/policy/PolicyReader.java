package dev.signet.iam.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a policy document and refuses whatever IAM's grammar does not know. */
final class PolicyReader {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Set<String> POLICY_FIELDS = Set.of("Version", "Id", "Statement");
    private static final Set<String> STATEMENT_FIELDS = Set.of(
            "Sid",
            "Effect",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Principal",
            "NotPrincipal",
            "Condition");
    private static final String VARIABLES_SINCE = "2012-10-17";
    private static final Set<String> VERSIONS = Set.of("2008-10-17", VARIABLES_SINCE);
    private static final String SYNTAX = "Syntax errors in policy.";

    private final Kind kind;
    private final Set<String> sids = new HashSet<>();
    private boolean variables;

    PolicyReader(Kind kind) {
        this.kind = kind;
    }

    /** What a policy is for, which decides the fields it must have. */
    enum Kind {
        PERMISSION,
        TRUST
    }

    List<Statement> read(String json) throws PolicyMalformed {
        JsonNode policy = tree(json);
        requireFields(policy, POLICY_FIELDS);
        String version = policy.path("Version").asText("2008-10-17");
        if (!VERSIONS.contains(version)) {
            throw new PolicyMalformed("The policy must contain a valid version string");
        }
        variables = version.equals(VARIABLES_SINCE);
        List<Statement> statements = new ArrayList<>();
        for (JsonNode statement : oneOrMore(policy.path("Statement"))) {
            statements.add(statement(statement));
        }
        if (statements.isEmpty()) {
            throw new PolicyMalformed("Missing required field Statement");
        }
        return List.copyOf(statements);
    }

    private static JsonNode tree(String json) throws PolicyMalformed {
        try {
            JsonNode policy = JSON.readTree(json);
            if (!policy.isMissingNode()) {
                return policy;
            }
        } catch (JsonProcessingException _) {
            throw invalidJson();
        }
        throw invalidJson();
    }

    private static PolicyMalformed invalidJson() {
        return new PolicyMalformed("This policy contains invalid Json");
    }

    private Statement statement(JsonNode node) throws PolicyMalformed {
        requireFields(node, STATEMENT_FIELDS);
        checkSid(node.path("Sid"));
        boolean notActions = either(node, "Action", "NotAction")
                .orElseThrow(() -> new PolicyMalformed("Policy statement must contain actions."));
        List<Glob> actions = new ArrayList<>();
        for (String action : texts(node.path(notActions ? "NotAction" : "Action"))) {
            actions.add(action(action));
        }
        boolean notResources = checkedResources(node);
        List<ArnPattern> resources = new ArrayList<>();
        for (String resource : texts(node.path(notResources ? "NotResource" : "Resource"))) {
            resources.add(ArnPattern.ofResource(resource, variables));
        }
        return new Statement(
                effect(node), actions, notActions, resources, notResources, principals(node), conditions(node));
    }

    private void checkSid(JsonNode sid) throws PolicyMalformed {
        if (sid.isMissingNode()) {
            return;
        }
        if (!sid.isTextual() || !sid.asText().chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c))) {
            throw new PolicyMalformed("Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the "
                    + "regular expression [0-9A-Za-z]*");
        }
        if (!sid.asText().isEmpty() && !sids.add(sid.asText())) {
            throw new PolicyMalformed("Statement IDs (SID) in a single policy must be unique.");
        }
    }

    private static boolean effect(JsonNode node) throws PolicyMalformed {
        return switch (node.path("Effect").asText()) {
            case "Allow" -> true;
            case "Deny" -> false;
            case "" -> throw new PolicyMalformed("Missing required field Effect");
            default ->
                throw new PolicyMalformed(
                        "Invalid effect: " + node.path("Effect").asText());
        };
    }

    private Glob action(String text) throws PolicyMalformed {
        int colon = text.indexOf(':');
        if (colon < 0 && !text.equals("*")) {
            throw new PolicyMalformed("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
        }
        String vendor = colon < 0 ? "*" : text.substring(0, colon);
        String name = colon < 0 ? "*" : text.substring(colon + 1);
        if (colon >= 0 && (vendor.isEmpty() || !vendor.chars().allMatch(PolicyReader::wordCharacter))) {
            throw new PolicyMalformed("Vendor " + vendor + " is not valid");
        }
        if (name.isEmpty() || !name.chars().allMatch(c -> wordCharacter(c) || c == '*' || c == '?')) {
            throw new PolicyMalformed("The action " + text + " is not valid");
        }
        if (kind == Kind.TRUST && !vendor.equalsIgnoreCase("sts")) {
            throw new PolicyMalformed("AssumeRole policy may only specify STS AssumeRole actions.");
        }
        return Glob.of(text.toLowerCase(Locale.ROOT));
    }

    private static boolean wordCharacter(int c) {
        return c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '_');
    }

    /** Whether the statement names the resources it is not about. A trust policy's resource is the role itself. */
    private boolean checkedResources(JsonNode node) throws PolicyMalformed {
        Optional<Boolean> inverted = either(node, "Resource", "NotResource");
        if (kind == Kind.TRUST && inverted.isPresent()) {
            throw new PolicyMalformed("Has prohibited field " + (inverted.get() ? "NotResource" : "Resource"));
        }
        if (kind == Kind.PERMISSION && inverted.isEmpty()) {
            throw new PolicyMalformed("Policy statement must contain resources.");
        }
        return inverted.orElse(false);
    }

    private Optional<Principals> principals(JsonNode node) throws PolicyMalformed {
        Optional<Boolean> inverted = either(node, "Principal", "NotPrincipal");
        if (kind == Kind.PERMISSION) {
            if (inverted.isPresent()) {
                throw new PolicyMalformed("Policy document should not specify a principal.");
            }
            return Optional.empty();
        }
        boolean not = inverted.orElseThrow(() -> new PolicyMalformed("Missing required field Principal"));
        JsonNode named = node.path(not ? "NotPrincipal" : "Principal");
        if (named.isTextual() && named.asText().equals("*")) {
            return Optional.of(Principals.everybody(not));
        }
        Map<String, List<String>> names = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : requireObject(named).properties()) {
            names.put(entry.getKey(), texts(entry.getValue()));
        }
        return Optional.of(Principals.of(names, not));
    }

    private List<Condition> conditions(JsonNode node) throws PolicyMalformed {
        List<Condition> conditions = new ArrayList<>();
        if (node.has("Condition")) {
            for (Map.Entry<String, JsonNode> operator :
                    requireObject(node.path("Condition")).properties()) {
                for (Map.Entry<String, JsonNode> key :
                        requireObject(operator.getValue()).properties()) {
                    conditions.add(Condition.parse(operator.getKey(), key.getKey(), values(key.getValue()), variables));
                }
            }
        }
        return List.copyOf(conditions);
    }

    /** Whether the second of two fields that exclude each other is there; empty when neither is. */
    private static Optional<Boolean> either(JsonNode node, String plain, String inverted) throws PolicyMalformed {
        if (node.has(plain) && node.has(inverted)) {
            throw new PolicyMalformed(SYNTAX);
        }
        return node.has(plain) || node.has(inverted) ? Optional.of(node.has(inverted)) : Optional.empty();
    }

    private static void requireFields(JsonNode node, Set<String> known) throws PolicyMalformed {
        for (Map.Entry<String, JsonNode> field : requireObject(node).properties()) {
            if (!known.contains(field.getKey())) {
                throw new PolicyMalformed(SYNTAX);
            }
        }
    }

    private static JsonNode requireObject(JsonNode node) throws PolicyMalformed {
        if (!node.isObject()) {
            throw new PolicyMalformed(SYNTAX);
        }
        return node;
    }

    private static List<JsonNode> oneOrMore(JsonNode node) {
        List<JsonNode> nodes = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(nodes::add);
        } else if (!node.isMissingNode()) {
            nodes.add(node);
        }
        return nodes;
    }

    /** One text or a list of such. An empty list is refused: nobody means it, and NotAction would read it as all. */
    private static List<String> texts(JsonNode node) throws PolicyMalformed {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : oneOrMore(node)) {
            if (!item.isTextual() || item.asText().isEmpty()) {
                throw new PolicyMalformed(SYNTAX);
            }
            texts.add(item.asText());
        }
        if (node.isArray() && texts.isEmpty()) {
            throw new PolicyMalformed(SYNTAX);
        }
        return List.copyOf(texts);
    }

    /** The values of a condition, which may be texts, numbers or booleans. */
    private static List<String> values(JsonNode node) throws PolicyMalformed {
        List<String> values = new ArrayList<>();
        for (JsonNode item : oneOrMore(node)) {
            if (!item.isValueNode() || item.isNull()) {
                throw new PolicyMalformed(SYNTAX);
            }
            values.add(item.asText());
        }
        if (values.isEmpty()) {
            throw new PolicyMalformed(SYNTAX);
        }
        return List.copyOf(values);
    }
}
