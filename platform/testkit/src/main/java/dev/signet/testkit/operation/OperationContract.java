package dev.signet.testkit.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signet.testkit.SignetClients;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * What every operation of a service does with a call that is not good. A service's test extends it and says what its
 * operations are about; operations are found by themselves. What the test made once serves all of them, since no call
 * here succeeds in removing it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class OperationContract {
    private final SignetClients operator = SignetClients.underTest().operator();

    /** Good values of members, by name or by {@code Operation.Member}: of things that exist, all of the test's own. */
    protected abstract Map<String, ?> known();

    /** Clients of a role that may do nothing. */
    protected abstract SignetClients powerless();

    /** Who calls an operation. */
    protected SignetClients caller(String operation) {
        return operator;
    }

    /** Operations that everybody may call who has credentials. */
    protected Set<String> openToEveryRole() {
        return Set.of();
    }

    /** Operations that take so long that each of their members gets one naughty text in its turn, not all. */
    protected Set<String> costly() {
        return Set.of();
    }

    /** Values that are well-formed and wrong all the same. */
    protected abstract List<Wrong> wrong();

    /**
     * A value for which operations refuse.
     *
     * @param member the member that has it
     * @param error the error's code
     * @param message what the message holds
     * @param saidBy the operations that refuse it so, of those that have the member
     */
    public record Wrong(String member, String value, String error, String message, Predicate<String> saidBy) {
        /** One that every operation with the member refuses. */
        public Wrong(String member, String value, String error, String message) {
            this(member, value, error, message, _ -> true);
        }
    }

    static List<ServedOperation> operations() {
        return ServedOperation.all();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void namesEachRequiredMemberThatIsNotGiven(ServedOperation operation) {
        Requests requests = new Requests(operation, known());

        for (String member : requests.requiredInBody()) {
            Refused refused = refused(operation, caller(operation.name()), requests.without(member));

            assertThat(refused.code())
                    .isEqualTo(operation.service().invalidInput().code());
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.message())
                    .contains("1 validation error detected: ")
                    .contains("'" + lowerFirst(member) + "' failed to satisfy constraint: Member must not be null");
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void isClosedToACallerWithoutCredentials(ServedOperation operation) {
        assumeTrue(!operation.model().unsigned(), "AWS lets anybody call it");

        Refused refused = refused(operation, SignetClients.underTest(), new Requests(operation, known()).plain());

        assertThat(refused.code()).isIn("MissingAuthenticationTokenException", "MissingAuthenticationToken");
        assertThat(refused.message()).isEqualTo("Missing Authentication Token");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void isClosedToARoleThatMayNotCallIt(ServedOperation operation) {
        assumeTrue(!operation.model().unsigned(), "AWS lets anybody call it");
        assumeTrue(!openToEveryRole().contains(operation.name()), "every role may call it");

        Refused refused = refused(operation, powerless(), new Requests(operation, known()).plain());

        assertThat(refused.code())
                .isIn(operation
                        .service()
                        .accessDenied()
                        .map(own -> Set.of(own.code()))
                        .orElse(Set.of("AccessDeniedException", "AccessDenied")));
        assertThat(refused.message())
                .contains(" is not authorized to perform: ")
                .contains(operation.name());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void saysWhatIsWrong(ServedOperation operation) {
        Requests requests = new Requests(operation, known());
        List<Wrong> values = wrong().stream()
                .filter(value -> requests.has(value.member()))
                .filter(value -> value.saidBy().test(operation.name()))
                .toList();
        assumeTrue(!values.isEmpty(), "nothing of it could be wrong");

        for (Wrong value : values) {
            Refused refused = refused(
                    operation, caller(operation.name()), requests.with(requests.place(value.member()), value.value()));

            assertThat(refused.code()).as(refused.message()).isEqualTo(value.error());
            assertThat(refused.message()).contains(value.message());
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void survivesNaughtyTextsInEachMember(ServedOperation operation) {
        Requests requests = new Requests(operation, known());
        List<String> broken = new ArrayList<>();

        List<Requests.Place> places = requests.places();
        for (int i = 0; i < places.size(); i++) {
            Requests.Place place = places.get(i);
            for (String text : costly().contains(operation.name()) ? NaughtyTexts.inTurn(i) : NaughtyTexts.ALL) {
                breakdown(operation, requests.with(place, text))
                        .ifPresent(what -> broken.add(place.path() + " = " + text + ": " + what));
            }
        }
        places.stream()
                .filter(Requests.Place::inBody)
                .findFirst()
                .flatMap(place -> breakdown(operation, requests.with(place, NaughtyTexts.MEGABYTE)))
                .ifPresent(broken::add);

        assertThat(broken).isEmpty();
    }

    /** What broke, if something did. What the SDK itself does not send cannot break anything. */
    private Optional<String> breakdown(ServedOperation operation, SdkPojo request) {
        try {
            return failure(operation, request);
        } catch (IllegalArgumentException e) {
            // the HTTP client sends no such header
            return Optional.empty();
        } catch (SdkClientException e) {
            return withoutAnswer(e).flatMap(_ -> onANewConnection(operation, request));
        }
    }

    /**
     * The server closes a connection after a header that is none, and the client may send its next call on it all the
     * same. Whoever is not answered on a new one either was not answered because of what he sent.
     */
    private Optional<String> onANewConnection(ServedOperation operation, SdkPojo request) {
        try {
            return failure(operation, request);
        } catch (SdkClientException e) {
            return withoutAnswer(e);
        }
    }

    private static Optional<String> withoutAnswer(SdkClientException e) {
        return Optional.of(e.toString()).filter(text -> text.contains("HTTP"));
    }

    private Optional<String> failure(ServedOperation operation, SdkPojo request) {
        return answer(operation, caller(operation.name()), request)
                .filter(refused -> refused.status() >= 500)
                .map(Refused::toString);
    }

    /** What a service answers in place of doing something. */
    private record Refused(int status, String code, String message) {
        static Refused of(AwsServiceException e) {
            var details = e.awsErrorDetails();
            return new Refused(
                    e.statusCode(), String.valueOf(details.errorCode()), String.valueOf(details.errorMessage()));
        }
    }

    private static Refused refused(ServedOperation operation, SignetClients clients, SdkPojo request) {
        return answer(operation, clients, request)
                .orElseThrow(() -> new AssertionError(operation + " was not refused: " + request));
    }

    private static Optional<Refused> answer(ServedOperation operation, SignetClients clients, SdkPojo request) {
        try {
            operation.call(clients, request);
            return Optional.empty();
        } catch (AwsServiceException e) {
            return Optional.of(Refused.of(e));
        }
    }

    private static String lowerFirst(String name) {
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }
}
