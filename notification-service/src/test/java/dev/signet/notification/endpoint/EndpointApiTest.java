package dev.signet.notification.endpoint;

import static dev.signet.notification.ApplicationFixture.application;
import static dev.signet.notification.ApplicationFixture.endpoint;
import static dev.signet.notification.ApplicationFixture.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.notification.apns.FakeApns;
import dev.signet.testkit.BackingServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.NotFoundException;

@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_notification"))
class EndpointApiTest {
    private static String token() {
        return UUID.randomUUID().toString();
    }

    @Test
    void createsAnEndpointAndTellsItsAttributes() {
        String token = token();

        String arn = endpoint(application(), token);

        assertThat(operator()
                        .getEndpointAttributes(request -> request.endpointArn(arn))
                        .attributes())
                .containsOnly(Map.entry("Enabled", "true"), Map.entry("Token", token));
    }

    @Test
    void givesTheSameEndpointForTheSameToken() {
        String application = application();
        String token = token();

        assertThat(endpoint(application, token)).isEqualTo(endpoint(application, token));
    }

    @Test
    void keepsATokenOfApplesInLowerCaseAndOneOfGooglesAsItIs() {
        String token = "AB" + token();
        String apple = FakeApns.application();

        String arn = endpoint(apple, token);

        assertThat(endpoint(apple, token.toLowerCase(Locale.ROOT))).isEqualTo(arn);
        assertThat(attributes(arn)).containsEntry("Token", token.toLowerCase(Locale.ROOT));
        assertThat(attributes(endpoint(application(), token))).containsEntry("Token", token);
    }

    @Test
    void namesTheEndpointThatHasTheTokenWithOtherAttributesAsClientsReadIt() {
        String application = application();
        String token = token();
        String arn = endpoint(application, token);

        assertThatThrownBy(
                        () -> operator().createPlatformEndpoint(request -> request.platformApplicationArn(application)
                                .token(token)
                                .customUserData("another")))
                .isInstanceOf(InvalidParameterException.class)
                .satisfies(e -> {
                    Matcher known = Pattern.compile(
                                    ".*Endpoint (arn:aws:sns[^ ]+) already exists with the same [Tt]oken.*")
                            .matcher(e.getMessage());
                    assertThat(known.find()).isTrue();
                    assertThat(known.group(1)).isEqualTo(arn);
                });
    }

    @Test
    void givesADisabledEndpointToWhoDoesNotAskForAnEnabledOne() {
        String application = application();
        String token = token();
        String arn = endpoint(application, token);
        operator().setEndpointAttributes(request -> request.endpointArn(arn).attributes(Map.of("Enabled", "false")));

        assertThat(endpoint(application, token)).isEqualTo(arn);
        assertThat(attributes(arn)).containsEntry("Enabled", "false");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void namesTheEndpointThatHasTheTokenAndIsEnabledOtherwiseThanAsked(boolean enabled) {
        String application = application();
        String token = token();
        String arn = endpoint(application, token);
        operator().setEndpointAttributes(request -> request.endpointArn(arn)
                .attributes(Map.of("Enabled", Boolean.toString(enabled))));

        assertThatThrownBy(
                        () -> operator().createPlatformEndpoint(request -> request.platformApplicationArn(application)
                                .token(token)
                                .attributes(Map.of("Enabled", Boolean.toString(!enabled)))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Invalid parameter: Token Reason: Endpoint " + arn
                        + " already exists with the same Token, but different attributes.");
        assertThat(attributes(arn)).containsEntry("Enabled", Boolean.toString(enabled));
    }

    @Test
    void ofEndpointsThatTakeOneTokenAtOnceOneGetsItAndTheOthersAreToldWhich() throws Exception {
        String application = application();
        List<String> arns = IntStream.range(0, 4)
                .mapToObj(_ -> endpoint(application, token()))
                .toList();
        for (int round = 0; round < 10; round++) {
            String token = token();
            List<Callable<Optional<String>>> takers = arns.stream()
                    .<Callable<Optional<String>>>map(arn -> () -> refusedFor(arn, token))
                    .toList();

            List<String> refused = new ArrayList<>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var taken : threads.invokeAll(takers)) {
                    taken.get().ifPresent(refused::add);
                }
            }

            String owner = arns.stream()
                    .filter(arn -> token.equals(operator()
                            .getEndpointAttributes(request -> request.endpointArn(arn))
                            .attributes()
                            .get("Token")))
                    .findFirst()
                    .orElseThrow();
            assertThat(refused).hasSize(arns.size() - 1).allSatisfy(message -> assertThat(message)
                    .contains("Invalid parameter: Token Reason: Endpoint " + owner
                            + " already exists with the same Token, but different attributes."));
        }
    }

    /** Gives an endpoint a token, and tells why that was refused if it was. */
    private static Optional<String> refusedFor(String arn, String token) {
        try {
            operator().setEndpointAttributes(request -> request.endpointArn(arn).attributes(Map.of("Token", token)));
            return Optional.empty();
        } catch (InvalidParameterException e) {
            return Optional.of(e.getMessage());
        }
    }

    @Test
    void makesOneEndpointOfOneTokenWhateverComesAtOnce() throws Exception {
        String application = application();
        String token = token();
        Set<String> arns = Collections.synchronizedSet(new HashSet<>());

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 16; i++) {
                threads.submit(() -> arns.add(endpoint(application, token)));
            }
        }

        assertThat(arns).hasSize(1);
    }

    @Test
    void changesTokenAndUserData() {
        String arn = endpoint(application(), token());
        String newer = token();

        operator().setEndpointAttributes(request -> request.endpointArn(arn)
                .attributes(Map.of("Token", newer, "CustomUserData", "tablet", "Enabled", "false")));

        assertThat(operator()
                        .getEndpointAttributes(request -> request.endpointArn(arn))
                        .attributes())
                .containsOnly(
                        Map.entry("Enabled", "false"),
                        Map.entry("Token", newer),
                        Map.entry("CustomUserData", "tablet"));
    }

    @Test
    void refusesTheTokenOfAnotherEndpoint() {
        String application = application();
        String taken = token();
        endpoint(application, taken);
        String arn = endpoint(application, token());

        assertThatThrownBy(() -> operator().setEndpointAttributes(request -> request.endpointArn(arn)
                        .attributes(Map.of("Token", taken))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("already exists with the same Token");
    }

    @Test
    void refusesAnUnknownAttribute() {
        String application = application();
        String arn = endpoint(application, token());
        String complaint = "Invalid parameter: Attributes Reason: Invalid attribute name: Colour";

        assertThatThrownBy(() -> operator().setEndpointAttributes(request -> request.endpointArn(arn)
                        .attributes(Map.of("Colour", "red"))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(complaint);
        assertThatThrownBy(
                        () -> operator().createPlatformEndpoint(request -> request.platformApplicationArn(application)
                                .token(token())
                                .attributes(Map.of("Colour", "red"))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void refusesAnEndpointOfAnUnknownApplication() {
        assertThatThrownBy(() -> endpoint("arn:aws:sns:us-east-1:000000000000:app/GCM/absent", token()))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("PlatformApplication does not exist");
    }

    @Test
    void listsTheEndpointsOfAnApplicationInPagesThatAreItsOwn() {
        String application = application();
        Set<String> made = new HashSet<>();
        for (int i = 0; i < 101; i++) {
            made.add(endpoint(application, token()));
        }

        Set<String> listed = new HashSet<>();
        operator()
                .listEndpointsByPlatformApplicationPaginator(request -> request.platformApplicationArn(application))
                .endpoints()
                .forEach(found -> listed.add(found.endpointArn()));

        assertThat(listed).isEqualTo(made);
        String page = operator()
                .listEndpointsByPlatformApplication(request -> request.platformApplicationArn(application))
                .nextToken();
        String other = application();
        for (String foreign : new String[] {page, "forged"}) {
            assertThatThrownBy(() -> operator()
                            .listEndpointsByPlatformApplication(request ->
                                    request.platformApplicationArn(other).nextToken(foreign)))
                    .isInstanceOf(InvalidParameterException.class)
                    .hasMessageContaining("NextToken");
        }
    }

    @Test
    void deletesAnEndpointAndAnswersTheSameASecondTime() {
        String arn = endpoint(application(), token());

        operator().deleteEndpoint(request -> request.endpointArn(arn));
        operator().deleteEndpoint(request -> request.endpointArn(arn));

        assertThatThrownBy(() -> operator().getEndpointAttributes(request -> request.endpointArn(arn)))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("Endpoint does not exist");
    }

    @ParameterizedTest
    @CsvSource({
        "Token,'',Invalid parameter: Token Reason: must be 1 to 4096 characters",
        "Token,' ',Invalid parameter: Token Reason: must be 1 to 4096 characters",
        "Token,LONG,Invalid parameter: Token Reason: must be 1 to 4096 characters",
        "CustomUserData,LONG,Invalid parameter: CustomUserData Reason: must be at most 2048 bytes in UTF-8",
        "Enabled,maybe,Invalid parameter: Attributes Reason: Enabled must be true or false",
        "Enabled,'',Invalid parameter: Attributes Reason: Enabled must be true or false"
    })
    void refusesAnAttributeThatSaysNothingAndKeepsTheOldOnes(String name, String value, String complaint) {
        String application = application();
        String arn = endpoint(application, token());
        String wrong = value.equals("LONG") ? "x".repeat(4097) : value;
        Map<String, String> before = attributes(arn);

        assertThatThrownBy(() -> operator().setEndpointAttributes(request -> request.endpointArn(arn)
                        .attributes(Map.of(name, wrong))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(complaint);
        assertThatThrownBy(
                        () -> operator().createPlatformEndpoint(request -> request.platformApplicationArn(application)
                                .token(name.equals("Token") ? wrong : token())
                                .attributes(name.equals("Token") ? Map.of() : Map.of(name, wrong))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(complaint);

        assertThat(attributes(arn)).isEqualTo(before);
        assertThat(operator()
                        .listEndpointsByPlatformApplication(request -> request.platformApplicationArn(application))
                        .endpoints())
                .hasSize(1);
    }

    @Test
    void refusesToChangeAnEndpointThatIsNotThere() {
        String arn = endpoint(application(), token());
        operator().deleteEndpoint(request -> request.endpointArn(arn));

        assertThatThrownBy(() -> operator().setEndpointAttributes(request -> request.endpointArn(arn)
                        .attributes(Map.of("Enabled", "true"))))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("Endpoint does not exist");
    }

    private static Map<String, String> attributes(String arn) {
        return operator()
                .getEndpointAttributes(request -> request.endpointArn(arn))
                .attributes();
    }
}
