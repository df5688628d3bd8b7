package dev.signet.identitypool.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.iam.policy.AccessRequest;
import dev.signet.iam.policy.Decision;
import dev.signet.iam.policy.PermissionPolicy;
import dev.signet.iam.policy.PolicyMalformed;
import dev.signet.iam.policy.RequestContext;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuestPolicyTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cognito-sync:UpdateRecords",
                "cognito-sync:ConnectDevice",
                "s3:GetObject",
                "dynamodb:Query",
                "kms:Decrypt",
                "kms:ReEncryptFrom",
                "kms:GenerateDataKeyPair",
                "sagemaker:InvokeEndpoint",
                "textract:AnalyzeDocument",
                "rum:PutRumEvents"
            })
    void leavesWhatAwsLeavesToGuests(String action) throws PolicyMalformed {
        assertThat(decide(action)).isEqualTo(Decision.ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "iam:CreateRole",
                "sts:AssumeRole",
                "ec2:RunInstances",
                "kms:CreateKey",
                "kms:ScheduleKeyDeletion",
                "kms:CreateGrant",
                "sagemaker:CreateEndpoint",
                "textract:StartDocumentAnalysis",
                "rum:DeleteAppMonitor",
                "secretsmanager:GetSecretValue"
            })
    void takesTheRestWhateverTheRole(String action) throws PolicyMalformed {
        assertThat(decide(action)).isEqualTo(Decision.NOT_ALLOWED);
    }

    private static Decision decide(String action) throws PolicyMalformed {
        return PermissionPolicy.parse(GuestPolicy.JSON)
                .decide(new AccessRequest(action, "arn:aws:any:::thing", RequestContext.of(Map.of())));
    }
}
