package dev.signet.wire.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InternalErrorException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SoftwareTokenMfaNotFoundException;
import software.amazon.awssdk.services.cognitosync.model.ResourceConflictException;
import software.amazon.awssdk.services.sns.model.EndpointDisabledException;
import software.amazon.awssdk.services.sns.model.KmsOptInRequiredException;
import software.amazon.awssdk.services.sts.model.IdpRejectedClaimException;

class ModelsTest {
    @ParameterizedTest
    @ValueSource(strings = {"cognitoidentityprovider", "cognitoidentity", "cognitosync", "sns", "sts", "iam"})
    void everyErrorOfAModelIsFoundByItsOwnName(String service) throws IOException {
        long modelled;
        try (var in = Models.class.getResourceAsStream("/dev/signet/wire/models/" + service + ".json")) {
            modelled = new ObjectMapper()
                    .readTree(in)
                    .path("shapes")
                    .valueStream()
                    .filter(shape -> shape.path("exception").asBoolean())
                    .count();
        }

        assertThat(Models.load(service).errors()).hasSize((int) modelled);
    }

    @Test
    void anErrorIsFoundByTheSdksClassHoweverTheSdkSpellsIt() {
        var users = Models.load("cognitoidentityprovider");

        assertThat(users.error(SoftwareTokenMfaNotFoundException.class))
                .contains(new ErrorModel("SoftwareTokenMFANotFoundException", 400));
        assertThat(users.error(InternalErrorException.class)).contains(new ErrorModel("InternalErrorException", 500));
        assertThat(Models.load("cognitosync").error(ResourceConflictException.class))
                .contains(new ErrorModel("ResourceConflictException", 409));
        assertThat(Models.load("sns").error(KmsOptInRequiredException.class))
                .contains(new ErrorModel("KMSOptInRequired", 403));
        assertThat(Models.load("sns").error(EndpointDisabledException.class))
                .contains(new ErrorModel("EndpointDisabled", 400));
        assertThat(Models.load("sts").error(IdpRejectedClaimException.class))
                .contains(new ErrorModel("IDPRejectedClaim", 403));
    }

    @Test
    void whatEachServiceAnswersToBadInputIsItsOwn() {
        assertThat(Models.load("cognitoidentityprovider").invalidInput().code()).isEqualTo("InvalidParameterException");
        assertThat(Models.load("cognitoidentity").invalidInput().code()).isEqualTo("ValidationException");
        assertThat(Models.load("cognitosync").invalidInput().code()).isEqualTo("InvalidParameterException");
        assertThat(Models.load("sns").invalidInput().code()).isEqualTo("InvalidParameter");
        assertThat(Models.load("sts").invalidInput().code()).isEqualTo("ValidationError");
        assertThat(Models.load("iam").invalidInput().code()).isEqualTo("ValidationError");
    }

    @Test
    void snsAloneHasAnErrorOfItsOwnForWhoIsNotAllowed() {
        assertThat(Models.load("sns").accessDenied()).contains(new ErrorModel("AuthorizationError", 403));
        assertThat(Models.load("sts").accessDenied()).isEmpty();
        assertThat(Models.load("cognitosync").accessDenied()).isEmpty();
    }

    @Test
    void aServiceWithoutAModelIsRefusedAtStart() {
        assertThatThrownBy(() -> Models.load("s3"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("s3.json");
    }
}
