package dev.signet.identitypool.fake;

import dev.signet.testkit.SignetClients;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.sts.model.Credentials;

/** A role of one test. */
public record TestRole(String name, String arn, String id) {
    /** A role that trusts some principals, such as {@code {"AWS":"..."}}, to do an action. */
    public static TestRole trusting(String principal, String action, String condition) {
        String name = "test-" + UUID.randomUUID();
        Role role = iam().createRole(
                        it -> it.roleName(name).assumeRolePolicyDocument(trust(principal, action, condition)))
                .role();
        return new TestRole(name, role.arn(), role.roleId());
    }

    /** A role that anybody of the account may assume whose own policies allow it. */
    public static TestRole ofAccount() {
        return trusting("{\"AWS\":\"000000000000\"}", "sts:AssumeRole", "{}");
    }

    /** Adds an inline policy that allows an action on a resource. */
    public TestRole allowing(String action, String resource) {
        iam().putRolePolicy(it ->
                it.roleName(name).policyName("p" + UUID.randomUUID()).policyDocument(allow(action, resource)));
        return this;
    }

    /** Credentials that the operator gets for the role. */
    public Credentials session() {
        return SignetClients.underTest()
                .operator()
                .sts()
                .assumeRole(it -> it.roleArn(arn).roleSessionName("test"))
                .credentials();
    }

    public SignetClients clients() {
        return SignetClients.underTest().as(session());
    }

    public static String allow(String action, String resource) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"" + action
                + "\",\"Resource\":\"" + resource + "\"}]}";
    }

    /** @param action one action, or a JSON list of several */
    public static String trust(String principal, String action, String condition) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":" + principal
                + ",\"Action\":" + (action.startsWith("[") ? action : "\"" + action + "\"")
                + ",\"Condition\":" + condition + "}]}";
    }

    /** A condition by which each key equals its value. */
    public static String equal(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\":\"" + entry.getValue() + "\"")
                .collect(Collectors.joining(",", "{\"StringEquals\":{", "}}"));
    }

    private static IamClient iam() {
        return SignetClients.underTest().operator().iam();
    }
}
