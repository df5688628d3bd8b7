package dev.signet.notification.application;

import static dev.signet.notification.ApplicationFixture.application;
import static dev.signet.notification.ApplicationFixture.name;
import static dev.signet.notification.ApplicationFixture.operator;
import static dev.signet.notification.ApplicationFixture.serviceAccount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.notification.apns.FakeApns;
import dev.signet.testkit.BackingServers;
import dev.signet.testkit.SignetClients;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.SnsException;

@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_notification"))
class ApplicationApiTest {
    private static final Map<String, String> KEY = Map.of("PlatformCredential", serviceAccount());

    private static String create(String name, String platform, Map<String, String> attributes) {
        return operator()
                .createPlatformApplication(
                        request -> request.name(name).platform(platform).attributes(attributes))
                .platformApplicationArn();
    }

    @Test
    void createsAnApplicationAndNeverShowsItsCredential() {
        String name = name();

        String arn = create(name, "GCM", KEY);

        assertThat(arn).isEqualTo("arn:aws:sns:us-east-1:000000000000:app/GCM/" + name);
        assertThat(operator()
                        .getPlatformApplicationAttributes(request -> request.platformApplicationArn(arn))
                        .attributes())
                .containsExactly(Map.entry("Enabled", "true"));
    }

    @Test
    void creatingTheSameTwiceGivesTheSameApplication() {
        String name = name();
        String arn = create(name, "GCM", KEY);

        assertThat(create(name, "GCM", KEY)).isEqualTo(arn);
    }

    @Test
    void refusesTheNameOfAnApplicationWithOtherAttributes() {
        String name = name();
        create(name, "GCM", KEY);

        assertThatThrownBy(() -> create(name, "GCM", Map.of("PlatformCredential", serviceAccount())))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("already exists with different attributes");
    }

    @Test
    void refusesAPlatformThatIsNotBuiltByName() {
        assertThatThrownBy(() -> create(name(), "BAIDU", KEY))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("BAIDU");
    }

    @Test
    void refusesAnApplicationWithoutItsCredential() {
        assertThatThrownBy(() -> create(name(), "APNS", KEY))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("APNS needs ApplePlatformBundleID");
    }

    @ParameterizedTest
    @CsvSource({
        "GCM,an old API key,PlatformCredential is no service account",
        "GCM,{},PlatformCredential is no service account",
        "APNS,no key,PlatformCredential is no token signing key (.p8)",
        "APNS,CERTIFICATE,PlatformCredential is no token signing key (.p8)",
        "APNS_SANDBOX,no key,PlatformCredential is no token signing key (.p8)"
    })
    void refusesACredentialOfAnotherKind(String platform, String credential, String flaw) {
        Map<String, String> right = credentials(platform);
        Map<String, String> wrong = new HashMap<>(right);
        wrong.put("PlatformCredential", credential.equals("CERTIFICATE") ? keyOfACertificate() : credential);
        String name = name();
        String complaint = "Invalid parameter: Attributes Reason: Platform credentials are invalid: " + flaw;

        assertThatThrownBy(() -> create(name, platform, wrong))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(complaint);
        String arn = create(name, platform, right);
        assertThatThrownBy(() -> set(arn, "PlatformCredential", wrong.get("PlatformCredential")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(complaint);

        assertThat(create(name, platform, right)).as("kept as it was").isEqualTo(arn);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PlatformCredential", "PlatformPrincipal", "ApplePlatformTeamID", "ApplePlatformBundleID"})
    void refusesToBlankWhatThePlatformNeeds(String attribute) {
        String name = name();
        Map<String, String> right = FakeApns.credentials();
        String arn = create(name, "APNS", right);

        assertThatThrownBy(() -> set(arn, attribute, " "))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Invalid parameter: Attributes Reason: APNS needs " + attribute);

        assertThat(create(name, "APNS", right)).as("kept as it was").isEqualTo(arn);
    }

    private static Map<String, String> credentials(String platform) {
        return platform.equals("GCM") ? KEY : FakeApns.credentials();
    }

    /** RSA, as the keys of certificates are. */
    private static String keyOfACertificate() {
        return new JsonObject(serviceAccount()).getString("private_key");
    }

    private static void set(String arn, String name, String value) {
        operator().setPlatformApplicationAttributes(request -> request.platformApplicationArn(arn)
                .attributes(Map.of(name, value)));
    }

    @Test
    void refusesAnUnknownAttribute() {
        assertThatThrownBy(() -> create(name(), "GCM", Map.of("PlatformCredential", "x", "Colour", "red")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Invalid attribute name: Colour");
    }

    @Test
    void refusesANameWithOtherCharacters() {
        assertThatThrownBy(() -> create("no spaces", "GCM", KEY))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Name");
    }

    @Test
    void disablesAnApplication() {
        String arn = application();

        operator().setPlatformApplicationAttributes(request -> request.platformApplicationArn(arn)
                .attributes(Map.of("Enabled", "false")));

        assertThat(operator()
                        .getPlatformApplicationAttributes(request -> request.platformApplicationArn(arn))
                        .attributes())
                .containsEntry("Enabled", "false");
    }

    @Test
    void listsApplications() {
        String arn = application();

        assertThat(operator().listPlatformApplicationsPaginator().platformApplications())
                .anySatisfy(found -> assertThat(found.platformApplicationArn()).isEqualTo(arn));
    }

    @Test
    void refusesAForgedPageToken() {
        assertThatThrownBy(() -> operator().listPlatformApplications(request -> request.nextToken("forged")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("NextToken");
    }

    @Test
    void deletesAnApplicationAndAnswersTheSameASecondTime() {
        String arn = application();

        operator().deletePlatformApplication(request -> request.platformApplicationArn(arn));
        operator().deletePlatformApplication(request -> request.platformApplicationArn(arn));

        assertThatThrownBy(() ->
                        operator().getPlatformApplicationAttributes(request -> request.platformApplicationArn(arn)))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void refusesACallerWithoutASignature() {
        assertThatThrownBy(() -> SignetClients.underTest().sns().listPlatformApplications())
                .isInstanceOf(SnsException.class)
                .hasMessageContaining("Missing Authentication Token");
    }

    @Test
    void refusesASwitchThatIsNeitherOnNorOff() {
        String arn = application();

        assertThatThrownBy(
                        () -> operator().setPlatformApplicationAttributes(request -> request.platformApplicationArn(arn)
                                .attributes(Map.of("Enabled", "maybe"))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Invalid parameter: Attributes Reason: Enabled must be true or false");

        assertThat(operator()
                        .getPlatformApplicationAttributes(request -> request.platformApplicationArn(arn))
                        .attributes())
                .containsEntry("Enabled", "true");
    }
}
