package dev.signet.local.demo;

import java.net.URI;
import java.nio.file.Path;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitosync.CognitoSyncClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The AWS SDK's own clients, pointed at a Signet: an endpoint and a region is all that differs from AWS. */
record Clients(URI endpoint, Region region, AwsCredentialsProvider credentials) {
    /** Those of the operator whose access key is in a credentials file. */
    static Clients ofOperator(URI endpoint, Region region, Path credentialsFile) {
        ProfileFile file = ProfileFile.builder()
                .content(credentialsFile)
                .type(ProfileFile.Type.CREDENTIALS)
                .build();
        return new Clients(
                endpoint,
                region,
                ProfileCredentialsProvider.builder().profileFile(file).build());
    }

    Clients as(AwsCredentials other) {
        return new Clients(endpoint, region, StaticCredentialsProvider.create(other));
    }

    Clients anonymous() {
        return new Clients(endpoint, region, AnonymousCredentialsProvider.create());
    }

    CognitoIdentityProviderClient userPools() {
        return pointed(CognitoIdentityProviderClient.builder());
    }

    CognitoIdentityClient identityPools() {
        return pointed(CognitoIdentityClient.builder());
    }

    CognitoSyncClient sync() {
        return pointed(CognitoSyncClient.builder());
    }

    IamClient iam() {
        return pointed(IamClient.builder());
    }

    SnsClient sns() {
        return pointed(SnsClient.builder());
    }

    StsClient sts() {
        return pointed(StsClient.builder());
    }

    private <B extends AwsClientBuilder<B, C>, C> C pointed(B builder) {
        return builder.endpointOverride(endpoint)
                .region(region)
                .credentialsProvider(credentials)
                .build();
    }
}
