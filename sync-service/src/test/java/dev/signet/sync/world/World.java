package dev.signet.sync.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.events.Event;
import dev.signet.events.RoleEvent.RoleState;
import dev.signet.events.UnitOfWork;
import dev.signet.iam.RoleSession;
import dev.signet.iam.role.Roles;
import dev.signet.iam.session.SessionCredentials;
import dev.signet.iam.session.SessionGrant;
import dev.signet.testkit.SignetClients;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.cognitosync.CognitoSyncClient;

/** What surrounds the service in its tests: pools, identities with credentials, roles, and events of other services. */
@Singleton
public class World {
    /** A policy that is about something else. */
    public static final String NOTHING = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}""";

    public static final String ANYTHING = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}""";
    private static final String LONG_PATH = "p".repeat(500) + "/";
    private static final String TRUST = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
            "Principal": {"AWS": "arn:aws:iam::000000000000:root"}}]}""";

    private final SessionCredentials credentials;
    private final UnitOfWork unitOfWork;
    private final Roles known;
    private final Map<String, RoleState> roles = new ConcurrentHashMap<>();

    World(SessionCredentials credentials, UnitOfWork unitOfWork, Roles known) {
        this.known = known;
        this.credentials = credentials;
        this.unitOfWork = unitOfWork;
    }

    public String newPool() {
        return "us-east-1:" + UUID.randomUUID();
    }

    public String newIdentityId() {
        return "us-east-1:" + UUID.randomUUID();
    }

    /** Somebody with an identity of a new pool, whose role allows everything. */
    public Member newMember() {
        return newMember(newPool());
    }

    public Member newMember(String pool) {
        return newMember(pool, ANYTHING);
    }

    public Member newMember(String pool, String policy) {
        String identity = newIdentityId();
        return new Member(pool, identity, clientOf(pool, identity, policy));
    }

    /** A client with an identity's credentials. */
    public CognitoSyncClient clientOf(String pool, String identity, String policy) {
        return clientsOf(pool, identity, policy).sync();
    }

    /** Clients with an identity's credentials. */
    public SignetClients clientsOf(String pool, String identity, String policy) {
        return clients(
                policy,
                Map.of(
                        RoleSession.IDENTITY_POOL, List.of(pool),
                        RoleSession.IDENTITY, List.of(identity),
                        RoleSession.IDENTITY_PROOF, List.of("authenticated")));
    }

    /** A client of a role that was assumed without any identity. */
    public CognitoSyncClient developer() {
        return clients(ANYTHING, Map.of()).sync();
    }

    /** A client of the operator. */
    public CognitoSyncClient operator() {
        return SignetClients.underTest().operator().sync();
    }

    private SignetClients clients(String policy, Map<String, List<String>> context) {
        RoleState role = roles.computeIfAbsent(policy, this::publishRole);
        var session = credentials.issue(new SessionGrant(
                role.roleArn(), role.roleId(), "test", Instant.now().plus(Duration.ofHours(1)), List.of(), context));
        return SignetClients.underTest()
                .as(AwsSessionCredentials.create(
                        session.accessKeyId(), session.secretAccessKey(), session.sessionToken()));
    }

    private RoleState publishRole(String policy) {
        String id = UUID.randomUUID().toString().replace("-", "");
        var role = new RoleState(
                "arn:aws:iam::000000000000:role/" + LONG_PATH + id, "AROA" + id, 3600, TRUST, Map.of("policy", policy));
        publish(role);
        Eventually.succeeds(() -> assertThat(await(known.find(role.roleArn()))).isPresent());
        return role;
    }

    /** Tells the suite what happened, as the service that it happened in does. */
    public void publish(Event event) {
        await(unitOfWork.run(work -> {
            work.publish(event);
            return Uni.createFrom().voidItem();
        }));
    }

    /** Waits for a pipeline that runs where the service's do. */
    public static <T> T await(Uni<T> pipeline) {
        try {
            return VertxContextSupport.subscribeAndAwait(() -> pipeline);
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
