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
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
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

    @Inject
    DataSource database;

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

        assertThatThrownBy(() -> create(name, "GCM", Map.of("PlatformCredential", serviceAccount("another-project"))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("already exists with different attributes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ADM", "APNS_VOIP", "BAIDU", "MPNS", "WNS"})
    void refusesAPlatformThatIsNotBuiltByName(String platform) {
        assertThatThrownBy(() -> create(name(), platform, KEY))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Invalid parameter: Platform Reason: Signet does not deliver through " + platform
                        + "; see docs/parity.md");
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Colour",
                "EventEndpointCreated",
                "EventEndpointDeleted",
                "EventEndpointUpdated",
                "EventDeliveryFailure",
                "SuccessFeedbackRoleArn",
                "FailureFeedbackRoleArn",
                "SuccessFeedbackSampleRate"
            })
    void refusesAnAttributeThatIsNotBuiltByName(String attribute) {
        String arn = create(name(), "GCM", KEY);
        String complaint = "Invalid parameter: Attributes Reason: Invalid attribute name: " + attribute;
        Map<String, String> wrong = new HashMap<>(KEY);
        wrong.put(attribute, "any");

        assertThatThrownBy(() -> create(name(), "GCM", wrong))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(complaint);
        assertThatThrownBy(() -> set(arn, attribute, "any"))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(complaint);
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
    void listsApplicationsInPages() throws SQLException {
        Set<String> made = copies(application(), 101);

        Set<String> listed = new HashSet<>();
        operator().listPlatformApplicationsPaginator().stream().forEach(page -> {
            assertThat(page.platformApplications()).hasSizeLessThanOrEqualTo(100);
            page.platformApplications().forEach(found -> listed.add(found.platformApplicationArn()));
        });

        assertThat(listed).hasSizeGreaterThan(100).containsAll(made);
    }

    private Set<String> copies(String arn, int number) throws SQLException {
        Set<String> copies = new HashSet<>();
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("""
                        insert into platform_application
                        select arn || '-' || copy, platform, name || '-' || copy, sealed_attributes, enabled, created_at
                        from platform_application, generate_series(1, ?) as copy where arn = ? returning arn
                        """)) {
            insert.setInt(1, number);
            insert.setString(2, arn);
            try (var rows = insert.executeQuery()) {
                while (rows.next()) {
                    copies.add(rows.getString(1));
                }
            }
        }
        return copies;
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
        String arn = create(name(), "GCM", KEY);
        Map<String, String> wrong = new HashMap<>(KEY);
        wrong.put("Enabled", "maybe");
        String complaint = "Invalid parameter: Attributes Reason: Enabled must be true or false";

        assertThatThrownBy(() -> create(name(), "GCM", wrong))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(complaint);
        assertThatThrownBy(() -> set(arn, "Enabled", "maybe"))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(complaint);

        assertThat(operator()
                        .getPlatformApplicationAttributes(request -> request.platformApplicationArn(arn))
                        .attributes())
                .containsEntry("Enabled", "true");
    }
}
