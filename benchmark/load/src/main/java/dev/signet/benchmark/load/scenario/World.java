package dev.signet.benchmark.load.scenario;

import dev.signet.benchmark.load.generator.Generator;
import dev.signet.benchmark.load.generator.Prepared;
import dev.signet.benchmark.load.suite.Calls;
import dev.signet.benchmark.load.suite.RunningSuite;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What the scenarios act on: the suite, an application in it, and its users. */
public final class World implements AutoCloseable {
    private final RunningSuite suite;
    private final Sizes sizes;
    private final Calls calls;
    private final Stage stage;
    private final Generator generator;
    private final List<Member> members = new ArrayList<>();
    private List<Tokens> tokens = List.of();
    private List<Identity> identities = List.of();
    private int made;

    public World(RunningSuite suite, Sizes sizes, String name) {
        this.suite = suite;
        this.sizes = sizes;
        this.calls = new Calls(suite.endpoint(), suite.operatorCredentials());
        this.stage = Stage.set(calls, suite.endpoint().getAuthority(), name);
        this.generator =
                new Generator(URI.create("http://localhost:" + suite.endpoint().getPort()), sizes.connections());
    }

    public RunningSuite suite() {
        return suite;
    }

    public Sizes sizes() {
        return sizes;
    }

    public Calls calls() {
        return calls;
    }

    public Stage stage() {
        return stage;
    }

    public Generator generator() {
        return generator;
    }

    public Meter meter() {
        return new Meter(suite);
    }

    /** Names that nobody has yet. */
    public List<Member> strangers(int count) {
        int first = made;
        made += count;
        return IntStream.range(first, made)
                .mapToObj(number -> new Member("user-%06d".formatted(number), "Correct-Horse-7-%06d".formatted(number)))
                .toList();
    }

    Prepared signUp(Member member) {
        return Calls.userPools(
                "SignUp",
                Map.of(
                        "ClientId", stage.client(),
                        "Username", member.name(),
                        "Password", member.password(),
                        "UserAttributes", List.of(Map.of("Name", "email", "Value", member.name() + "@example.com"))));
    }

    /** Confirms users who have signed up; from now on they are members. */
    void admit(List<Member> signedUp) {
        generator.surely(
                signedUp.stream()
                        .map(member -> calls.signedUserPools(
                                "AdminConfirmSignUp",
                                Map.of("UserPoolId", stage.userPool(), "Username", member.name())))
                        .toList(),
                "CONFIRMED");
        members.addAll(signedUp);
    }

    /** The users who can sign in, made where they are missing. */
    public List<Member> members() {
        int missing = sizes.users() - members.size();
        if (missing > 0) {
            List<Member> more = strangers(missing);
            generator.surely(more.stream().map(this::signUp).toList(), "UsernameExistsException");
            admit(more);
        }
        return List.copyOf(members.subList(0, sizes.users()));
    }

    Prepared signIn(Member member) {
        return initiate("USER_PASSWORD_AUTH", member.byPassword());
    }

    Prepared initiate(String flow, Map<String, String> parameters) {
        return Calls.userPools(
                "InitiateAuth", Map.of("ClientId", stage.client(), "AuthFlow", flow, "AuthParameters", parameters));
    }

    /** One sign-in of each member. */
    List<Tokens> tokens() {
        if (tokens.isEmpty()) {
            tokens = generator.surely(members().stream().map(this::signIn).toList(), "").stream()
                    .map(Tokens::of)
                    .toList();
        }
        return tokens;
    }

    /** The identity of each member, with credentials. */
    public List<Identity> identities() {
        if (identities.isEmpty()) {
            identities = Identity.ofMembers(this, tokens());
        }
        return identities;
    }

    @Override
    public void close() {
        calls.close();
    }
}
