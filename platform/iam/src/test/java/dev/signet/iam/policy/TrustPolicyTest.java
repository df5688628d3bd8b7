package dev.signet.iam.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustPolicyTest {
    private static final String ACCOUNT = "000000000000";
    private static final String ROLE = "arn:aws:iam::000000000000:role/app";
    private static final String SESSION = "arn:aws:sts::000000000000:assumed-role/app/me";
    private static final String GITHUB = "arn:aws:iam::000000000000:oidc-provider/token.example.com";
    private static final Asker CALLER = new Asker.Aws(Optional.of(ACCOUNT), Set.of(ROLE, SESSION));
    private static final Asker COGNITO = new Asker.Federated("cognito-identity.amazonaws.com");
    private static final String OF_POOL = "{\"StringEquals\":{\"cognito-identity.amazonaws.com:aud\":\"us-east-1:p\"},"
            + "\"ForAnyValue:StringLike\":{\"cognito-identity.amazonaws.com:amr\":\"authenticated\"}}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"*\"",
                "{\"AWS\":\"*\"}",
                "{\"AWS\":\"000000000000\"}",
                "{\"AWS\":\"arn:aws:iam::000000000000:root\"}",
                "{\"AWS\":\"arn:aws:iam::000000000000:role/app\"}",
                "{\"AWS\":[\"111111111111\",\"arn:aws:sts::000000000000:assumed-role/app/me\"]}",
                "{\"AWS\":\"000000000000\",\"Service\":\"cognito-sync.amazonaws.com\"}"
            })
    void trustsTheNamedAwsPrincipal(String principal) throws PolicyMalformed {
        assertThat(decide(trust("sts:AssumeRole", principal, "{}"), "sts:AssumeRole", CALLER, Map.of()))
                .isEqualTo(Decision.ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"AWS\":\"111111111111\"}",
                "{\"AWS\":\"arn:aws:iam::111111111111:root\"}",
                "{\"AWS\":\"arn:aws:iam::000000000000:role/App\"}",
                "{\"AWS\":\"arn:aws:iam::000000000000:role/app2\"}",
                "{\"AWS\":\"arn:aws:sts::000000000000:assumed-role/app/you\"}",
                "{\"Service\":\"cognito-sync.amazonaws.com\"}",
                "{\"Federated\":\"*\"}"
            })
    void trustsNobodyElse(String principal) throws PolicyMalformed {
        assertThat(decide(trust("sts:AssumeRole", principal, "{}"), "sts:AssumeRole", CALLER, Map.of()))
                .isEqualTo(Decision.NOT_ALLOWED);
    }

    @Test
    void asksWhetherAPrincipalIsNamedByItselfOrOnlyByItsAccount() throws PolicyMalformed {
        Asker byItself = new Asker.Aws(Optional.empty(), Set.of(ROLE, SESSION));
        String account = trust("sts:AssumeRole", "{\"AWS\":\"000000000000\"}", "{}");
        String role = trust("sts:AssumeRole", "{\"AWS\":\"" + ROLE + "\"}", "{}");

        assertThat(decide(account, "sts:AssumeRole", byItself, Map.of())).isEqualTo(Decision.NOT_ALLOWED);
        assertThat(decide(role, "sts:AssumeRole", byItself, Map.of())).isEqualTo(Decision.ALLOWED);
    }

    @Test
    void trustsServicesByName() throws PolicyMalformed {
        String policy = trust("sts:AssumeRole", "{\"Service\":\"cognito-sync.amazonaws.com\"}", "{}");

        assertThat(decide(policy, "sts:AssumeRole", new Asker.Service("cognito-sync.amazonaws.com"), Map.of()))
                .isEqualTo(Decision.ALLOWED);
        assertThat(decide(policy, "sts:AssumeRole", new Asker.Service("sns.amazonaws.com"), Map.of()))
                .isEqualTo(Decision.NOT_ALLOWED);
    }

    @ParameterizedTest
    @CsvSource({
        "us-east-1:p,authenticated,ALLOWED",
        "us-east-1:q,authenticated,NOT_ALLOWED",
        "us-east-1:p,unauthenticated,NOT_ALLOWED"
    })
    void trustsIdentitiesOfOnePoolWithOneProof(String pool, String proof, Decision expected) throws PolicyMalformed {
        String policy =
                trust("sts:AssumeRoleWithWebIdentity", "{\"Federated\":\"cognito-identity.amazonaws.com\"}", OF_POOL);
        Map<String, List<String>> context = Map.of(
                "cognito-identity.amazonaws.com:aud", List.of(pool),
                "cognito-identity.amazonaws.com:amr", List.of(proof, "cognito-idp.us-east-1.amazonaws.com/x"));

        assertThat(decide(policy, "sts:AssumeRoleWithWebIdentity", COGNITO, context))
                .isEqualTo(expected);
        assertThat(decide(policy, "sts:AssumeRole", COGNITO, context)).isEqualTo(Decision.NOT_ALLOWED);
        assertThat(decide(policy, "sts:AssumeRoleWithWebIdentity", new Asker.Federated(GITHUB), context))
                .isEqualTo(Decision.NOT_ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"StringEquals\":{\"cognito-identity.amazonaws.com:sub\":\"us-east-1:i\"}}",
                "{\"ForAnyValue:StringLike\":{\"cognito-identity.amazonaws.com:amr\":\"authenticated\"}}",
                "{\"StringEqualsIfExists\":{\"cognito-identity.amazonaws.com:aud\":\"us-east-1:p\"}}",
                "{\"StringNotEquals\":{\"cognito-identity.amazonaws.com:aud\":\"us-east-1:p\"}}",
                "{\"StringLike\":{\"cognito-identity.amazonaws.com:aud\":\"*\"}}",
                "{\"StringLike\":{\"cognito-identity.amazonaws.com:aud\":\"?*?\"}}",
                "{\"StringLike\":{\"cognito-identity.amazonaws.com:aud\":\"us-east-1:*\"}}",
                "{\"StringLike\":{\"cognito-identity.amazonaws.com:aud\":\"us-east-1*\"}}",
                "{\"StringLike\":{\"cognito-identity.amazonaws.com:aud\":\"??-*-?:*-*\"}}",
                "{\"StringLike\":{\"cognito-identity.amazonaws.com:aud\":\"eu-*:*a*\"}}",
                "{\"StringLike\":{\"cognito-identity.amazonaws.com:aud\":[\"us-east-1:p\",\"eu-west-1:*\"]}}",
                "{\"ForAnyValue:StringLike\":{\"cognito-identity.amazonaws.com:aud\":\"us-east-1:*\"}}",
                "{\"StringLike\":{\"cognito-identity.amazonaws.com:aud\":\"*1*\"}}",
                "{\"ForAllValues:StringEquals\":{\"cognito-identity.amazonaws.com:aud\":\"us-east-1:p\"}}",
                "{\"Null\":{\"cognito-identity.amazonaws.com:aud\":\"false\"}}"
            })
    void refusesToTrustTheIdentitiesOfAnyPool(String condition) {
        for (String principal :
                List.of("{\"Federated\":\"cognito-identity.amazonaws.com\"}", "{\"Federated\":\"*\"}", "\"*\"")) {
            assertThatThrownBy(() -> TrustPolicy.parse(trust("sts:AssumeRoleWithWebIdentity", principal, condition)))
                    .isInstanceOf(PolicyMalformed.class)
                    .hasMessage("A condition block must be present for the Cognito provider");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"StringLike\":{\"cognito-identity.amazonaws.com:aud\":\"us-east-1:6d2f1a0c-*\"}}",
                "{\"StringLike\":{\"cognito-identity.amazonaws.com:aud\":\"*:6d2f1a0c-0a5b-4a0e-9d7e-5a1b2c3d4e5f\"}}",
                "{\"StringEquals\":{\"cognito-identity.amazonaws.com:aud\":[\"us-east-1:p\",\"us-east-1:q\"]}}",
                "{\"ForAnyValue:StringEquals\":{\"Cognito-Identity.amazonaws.com:AUD\":\"us-east-1:p\"}}"
            })
    void trustsTheIdentitiesOfPoolsThatItNames(String condition) {
        String principal = "{\"Federated\":\"cognito-identity.amazonaws.com\"}";

        assertThatCode(() -> TrustPolicy.parse(trust("sts:AssumeRoleWithWebIdentity", principal, condition)))
                .doesNotThrowAnyException();
    }

    @Test
    void aDenialWinsOverTrust() throws PolicyMalformed {
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":["
                + statement("Allow", "sts:*", "Principal", "{\"AWS\":\"000000000000\"}", "{}") + ","
                + statement("Deny", "sts:AssumeRole", "Principal", "{\"AWS\":\"" + ROLE + "\"}", "{}") + "]}";

        assertThat(decide(policy, "sts:AssumeRole", CALLER, Map.of())).isEqualTo(Decision.DENIED);
        assertThat(decide(policy, "sts:TagSession", CALLER, Map.of())).isEqualTo(Decision.ALLOWED);
    }

    @Test
    void notPrincipalMeansEverybodyElse() throws PolicyMalformed {
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":["
                + statement("Allow", "sts:AssumeRole", "Principal", "{\"AWS\":\"*\"}", "{}") + ","
                + statement("Deny", "sts:AssumeRole", "NotPrincipal", "{\"AWS\":\"" + ROLE + "\"}", "{}") + "]}";
        Asker other = new Asker.Aws(Optional.of(ACCOUNT), Set.of("arn:aws:iam::000000000000:role/other"));

        assertThat(decide(policy, "sts:AssumeRole", CALLER, Map.of())).isEqualTo(Decision.ALLOWED);
        assertThat(decide(policy, "sts:AssumeRole", other, Map.of())).isEqualTo(Decision.DENIED);
    }

    @Test
    void asksForAnExternalIdWhereTheConditionDoes() throws PolicyMalformed {
        String policy =
                trust("sts:AssumeRole", "{\"AWS\":\"000000000000\"}", "{\"StringEquals\":{\"sts:ExternalId\":\"x1\"}}");

        assertThat(decide(policy, "sts:AssumeRole", CALLER, Map.of("sts:ExternalId", List.of("x1"))))
                .isEqualTo(Decision.ALLOWED);
        assertThat(decide(policy, "sts:AssumeRole", CALLER, Map.of("sts:ExternalId", List.of("X1"))))
                .isEqualTo(Decision.NOT_ALLOWED);
        assertThat(decide(policy, "sts:AssumeRole", CALLER, Map.of())).isEqualTo(Decision.NOT_ALLOWED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sts:AssumeRole|{\"AWS\":\"arn:aws:iam::000000000000:role/*\"}|Invalid principal in policy: \"AWS\":\"arn:aws:iam::000000000000:role/*\"",
                "sts:AssumeRole|{\"AWS\":\"12345\"}|Invalid principal in policy: \"AWS\":\"12345\"",
                "sts:AssumeRole|{\"AWS\":\"arn:aws:s3:::x\"}|Invalid principal in policy: \"AWS\":\"arn:aws:s3:::x\"",
                "sts:AssumeRole|{\"Federated\":\"evil.example\"}|Invalid principal in policy: \"Federated\":\"evil.example\"",
                "sts:AssumeRole|{\"Service\":\"*\"}|Invalid principal in policy: \"Service\":\"*\"",
                "sts:AssumeRole|{\"User\":\"x\"}|Invalid principal in policy: \"User\":\"x\"",
                "sts:AssumeRole|{}|Missing required field Principal",
                "sts:AssumeRole|\"ann\"|Syntax errors in policy.",
                "iam:GetRole|{\"AWS\":\"*\"}|AssumeRole policy may only specify STS AssumeRole actions.",
                "*|{\"AWS\":\"*\"}|AssumeRole policy may only specify STS AssumeRole actions."
            })
    void saysWhatIsWrongWithATrustPolicy(String action, String principal, String message) {
        assertThatThrownBy(() -> TrustPolicy.parse(trust(action, principal, "{}")))
                .isInstanceOf(PolicyMalformed.class)
                .hasMessage(message);
    }

    @Test
    void refusesAResourceOrAMissingPrincipal() {
        String withResource = "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\"Principal\":\"*\","
                + "\"Resource\":\"*\"}}";
        String withoutPrincipal = "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\"}}";

        assertThatThrownBy(() -> TrustPolicy.parse(withResource)).hasMessage("Has prohibited field Resource");
        assertThatThrownBy(() -> TrustPolicy.parse(withResource.replace("Resource", "NotResource")))
                .hasMessage("Has prohibited field NotResource");
        assertThatThrownBy(() -> TrustPolicy.parse(withoutPrincipal)).hasMessage("Missing required field Principal");
    }

    private static Decision decide(String policy, String action, Asker asker, Map<String, List<String>> context)
            throws PolicyMalformed {
        return TrustPolicy.parse(policy).decide(new AccessRequest(action, ROLE, RequestContext.of(context)), asker);
    }

    private static String trust(String action, String principal, String condition) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":["
                + statement("Allow", action, "Principal", principal, condition) + "]}";
    }

    private static String statement(String effect, String action, String field, String principal, String condition) {
        return "{\"Effect\":\"" + effect + "\",\"Action\":\"" + action + "\",\"" + field + "\":" + principal
                + ",\"Condition\":" + condition + "}";
    }
}
