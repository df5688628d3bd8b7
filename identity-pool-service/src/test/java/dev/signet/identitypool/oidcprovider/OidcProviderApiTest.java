package dev.signet.identitypool.oidcprovider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.identitypool.IdentityPoolTest;
import dev.signet.identitypool.fake.TestRole;
import dev.signet.testkit.SignetClients;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.GetOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.InvalidInputException;
import software.amazon.awssdk.services.iam.model.LimitExceededException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

@IdentityPoolTest
class OidcProviderApiTest {
    private static final String THUMBPRINT = "9e99a48a9960b14926bb7f3b02e22da2b0ab7280";

    private final IamClient iam = SignetClients.underTest().operator().iam();
    private final String name = "id.example/" + UUID.randomUUID();
    private final String url = "https://" + name;
    private final String arn = "arn:aws:iam::000000000000:oidc-provider/" + name;

    @Test
    void registersAProviderAndShowsIt() {
        String made = iam.createOpenIDConnectProvider(
                        it -> it.url(url).clientIDList("b", "a").thumbprintList(THUMBPRINT))
                .openIDConnectProviderArn();

        assertThat(made).isEqualTo(arn);
        GetOpenIdConnectProviderResponse shown = get();
        assertThat(shown.url()).isEqualTo(name);
        assertThat(shown.clientIDList()).containsExactly("b", "a");
        assertThat(shown.thumbprintList()).containsExactly(THUMBPRINT);
        assertThat(shown.createDate()).isNotNull();
        assertThat(iam.listOpenIDConnectProviders().openIDConnectProviderList())
                .anyMatch(entry -> entry.arn().equals(arn));
    }

    @Test
    void refusesTheSameProviderTwice() {
        create();

        assertThatThrownBy(this::create)
                .isInstanceOf(EntityAlreadyExistsException.class)
                .hasMessageContaining("Provider with url " + url + " already exists.");
    }

    @Test
    void addsAndRemovesClientsAsOftenAsAsked() {
        create();

        iam.addClientIDToOpenIDConnectProvider(
                it -> it.openIDConnectProviderArn(arn).clientID("b"));
        iam.addClientIDToOpenIDConnectProvider(
                it -> it.openIDConnectProviderArn(arn).clientID("b"));
        assertThat(get().clientIDList()).containsExactly("a", "b");
        iam.removeClientIDFromOpenIDConnectProvider(
                it -> it.openIDConnectProviderArn(arn).clientID("a"));
        iam.removeClientIDFromOpenIDConnectProvider(
                it -> it.openIDConnectProviderArn(arn).clientID("a"));
        assertThat(get().clientIDList()).containsExactly("b");
    }

    @Test
    void deletesAProviderAlsoOneThatIsNotThere() {
        create();

        iam.deleteOpenIDConnectProvider(it -> it.openIDConnectProviderArn(arn));
        iam.deleteOpenIDConnectProvider(it -> it.openIDConnectProviderArn(arn));

        assertThatThrownBy(this::get)
                .isInstanceOf(NoSuchEntityException.class)
                .hasMessageContaining("OpenIDConnect Provider not found for arn " + arn);
        assertThatThrownBy(() -> iam.addClientIDToOpenIDConnectProvider(
                        it -> it.openIDConnectProviderArn(arn).clientID("b")))
                .isInstanceOf(NoSuchEntityException.class);
        assertThatThrownBy(() -> iam.removeClientIDFromOpenIDConnectProvider(
                        it -> it.openIDConnectProviderArn(arn).clientID("b")))
                .isInstanceOf(NoSuchEntityException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://id.example",
                "id.example",
                "https://",
                "https://id.example?a=b",
                "https://id.example/#a",
                "https://user@id.example",
                "https://id example",
                "javascript:alert(1)"
            })
    void refusesWhatIsNoProvidersUrl(String wrong) {
        assertThatThrownBy(() ->
                        iam.createOpenIDConnectProvider(it -> it.url(wrong).clientIDList("a")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Invalid Open ID Connect Provider URL");
    }

    @Test
    void refusesAUrlThatIsTooLong() {
        String wrong = url + "/" + "x".repeat(255 - url.length());

        assertThatThrownBy(() ->
                        iam.createOpenIDConnectProvider(it -> it.url(wrong).clientIDList("a")))
                .isInstanceOfSatisfying(
                        IamException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationError"))
                .hasMessageContaining("255");
        assertThat(iam.listOpenIDConnectProviders().openIDConnectProviderList())
                .noneMatch(entry -> entry.arn().contains(name));
    }

    @Test
    void keepsToTheQuotas() {
        List<String> hundred =
                IntStream.range(0, 100).mapToObj(i -> "client-" + i).toList();
        iam.createOpenIDConnectProvider(it -> it.url(url).clientIDList(hundred));

        assertThatThrownBy(() -> iam.addClientIDToOpenIDConnectProvider(
                        it -> it.openIDConnectProviderArn(arn).clientID("one-more")))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("ClientIdsPerOpenIdConnectProvider: 100");
        assertThatThrownBy(() -> iam.createOpenIDConnectProvider(
                        it -> it.url(url + "/2").thumbprintList(java.util.Collections.nCopies(6, THUMBPRINT))))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> iam.createOpenIDConnectProvider(
                        it -> it.url(url + "/2").tags(tag -> tag.key("a").value("b"))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Tags is not supported");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\r", "\tb", "a\u0085b"})
    void refusesControlCharactersInClientsAndThumbprints(String client) {
        String thumbprint = client + THUMBPRINT.substring(client.length());
        create();

        assertControlRefused(
                () -> iam.createOpenIDConnectProvider(it -> it.url(url + "/2").clientIDList("a", client)));
        assertControlRefused(() -> iam.addClientIDToOpenIDConnectProvider(
                it -> it.openIDConnectProviderArn(arn).clientID(client)));
        assertControlRefused(() -> iam.createOpenIDConnectProvider(
                it -> it.url(url + "/2").clientIDList("a").thumbprintList(thumbprint)));
        assertThat(get().clientIDList()).containsExactly("a");
    }

    private static void assertControlRefused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Client IDs and thumbprints must not contain control characters.");
    }

    @Test
    void aDenialOfAProviderHoldsHoweverItsUrlIsWritten() {
        TestRole role = TestRole.ofAccount().allowing("iam:CreateOpenIDConnectProvider", "*");
        iam.putRolePolicy(it -> it.roleName(role.name())
                .policyName("deny")
                .policyDocument(TestRole.allow("*", arn).replace("Allow", "Deny")));
        IamClient denied = role.clients().iam();

        for (String scheme : List.of("https://", "HTTPS://", "Https://")) {
            assertThatThrownBy(() -> denied.createOpenIDConnectProvider(
                            it -> it.url(scheme + name).clientIDList("a")))
                    .as(scheme)
                    .hasMessageContaining(
                            "is not authorized to perform: iam:CreateOpenIDConnectProvider on resource: " + arn);
        }
        assertThat(denied.createOpenIDConnectProvider(
                                it -> it.url("HTTPS://" + name + "/2").clientIDList("a"))
                        .openIDConnectProviderArn())
                .isEqualTo(arn + "/2");
    }

    @Test
    void aRoleSessionNeedsThePermission() {
        IamClient reader = TestRole.ofAccount()
                .allowing("iam:GetOpenIDConnectProvider", arn)
                .clients()
                .iam();
        create();

        assertThat(reader.getOpenIDConnectProvider(it -> it.openIDConnectProviderArn(arn))
                        .clientIDList())
                .containsExactly("a");
        assertThatThrownBy(() -> reader.deleteOpenIDConnectProvider(it -> it.openIDConnectProviderArn(arn)))
                .hasMessageContaining(
                        "is not authorized to perform: iam:DeleteOpenIDConnectProvider on resource: " + arn);
    }

    private void create() {
        iam.createOpenIDConnectProvider(it -> it.url(url).clientIDList("a"));
    }

    private GetOpenIdConnectProviderResponse get() {
        return iam.getOpenIDConnectProvider(it -> it.openIDConnectProviderArn(arn));
    }
}
