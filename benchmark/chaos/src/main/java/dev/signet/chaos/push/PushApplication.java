package dev.signet.chaos.push;

import dev.signet.local.demo.GoogleAccount;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.cognitosync.CognitoSyncClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sns.SnsClient;

/** A platform application for Android whose pushes a {@link PushServer} takes. */
public final class PushApplication {
    private static final String TRUST = """
            {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
             "Principal": {"Service": "cognito-sync.amazonaws.com"}, "Action": "sts:AssumeRole"}}
            """;

    private PushApplication() {}

    /** Has the silent pushes to an identity pool's Android devices that register from now on sent through a new one. */
    public static void serve(String identityPool, SnsClient sns, IamClient iam, CognitoSyncClient sync) {
        String name = "push-" + UUID.randomUUID();
        String application = sns.createPlatformApplication(request -> request.name(name)
                        .platform("GCM")
                        .attributes(Map.of("PlatformCredential", GoogleAccount.json())))
                .platformApplicationArn();
        String role = iam.createRole(request -> request.roleName(name).assumeRolePolicyDocument(TRUST))
                .role()
                .arn();
        sync.setIdentityPoolConfiguration(request -> request.identityPoolId(identityPool)
                .pushSync(push -> push.applicationArns(application).roleArn(role)));
    }
}
