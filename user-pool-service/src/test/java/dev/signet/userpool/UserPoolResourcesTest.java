package dev.signet.userpool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.iam.AccountConfig;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SignUpRequest;

class UserPoolResourcesTest {
    private final UserPoolResources resources = new UserPoolResources();

    UserPoolResourcesTest() {
        resources.account = new AccountConfig() {
            @Override
            public String region() {
                return "eu-central-1";
            }

            @Override
            public String accountId() {
                return "123456789012";
            }

            @Override
            public String publicUrl() {
                return "https://id.example.com";
            }
        };
    }

    @Test
    void namesThePoolThatARequestIsAbout() {
        assertThat(resources.arnOf(AdminGetUserRequest.builder()
                        .userPoolId("eu-central-1_Abc")
                        .username("anna")
                        .build()))
                .isEqualTo("arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_Abc");
    }

    @Test
    void aRequestAboutNoPoolIsAboutAnything() {
        assertThat(resources.arnOf(CreateUserPoolRequest.builder().poolName("x").build()))
                .isEqualTo("*");
        assertThat(resources.arnOf(SignUpRequest.builder().clientId("x").build()))
                .isEqualTo("*");
    }
}
