package dev.signet.events.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.events.Eventually;
import dev.signet.events.RoleEvent;
import dev.signet.events.RoleEvent.RoleGone;
import dev.signet.events.RoleEvent.RoleState;
import dev.signet.events.Topic;
import dev.signet.events.UnitOfWork;
import dev.signet.testkit.BackingServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BackingServers.class)
class CompactedViewTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    Consumers consumers;

    @Inject
    UnitOfWork unitOfWork;

    private final String account = UUID.randomUUID().toString();
    private final Map<String, RoleState> roles = new ConcurrentHashMap<>();

    @BeforeEach
    void twoRolesOfWhichOneIsGone() {
        publish(role("a", 1));
        publish(role("b", 1));
        publish(role("a", 2));
        publish(new RoleGone(arn("b")));
        Eventually.isTrue(() -> unsent() == 0);
    }

    @Test
    void isCaughtUpWhenItHoldsAllThatWasThere() {
        var view = consumers.view(Topic.ROLES, "test", RoleEvent.class, this::apply);

        view.caughtUp().await().atMost(SOON);

        assertThat(roles).containsOnly(Map.entry(arn("a"), role("a", 2)));
    }

    @Test
    void followsWhatComesLater() {
        var view = consumers.view(Topic.ROLES, "test", RoleEvent.class, this::apply);
        view.caughtUp().await().atMost(SOON);

        publish(role("b", 3));
        publish(new RoleGone(arn("a")));

        Eventually.isTrue(() -> roles.equals(Map.of(arn("b"), role("b", 3))));
    }

    @Test
    void readsFromTheBeginningAgainForOneWhoLostIt() {
        var view = consumers.view(Topic.ROLES, "test", RoleEvent.class, this::apply);
        view.caughtUp().await().atMost(SOON);
        roles.clear();

        view.readAgain().await().atMost(SOON);

        assertThat(roles).containsOnly(Map.entry(arn("a"), role("a", 2)));
    }

    private Uni<Void> apply(RoleEvent event) {
        if (event.roleArn().contains(account)) {
            switch (event) {
                case RoleState state -> roles.put(state.roleArn(), state);
                case RoleGone gone -> roles.remove(gone.roleArn());
            }
        }
        return Uni.createFrom().voidItem();
    }

    private void publish(RoleEvent event) {
        unitOfWork
                .run(work -> Uni.createFrom().voidItem().invoke(() -> work.publish(event)))
                .await()
                .atMost(SOON);
    }

    private long unsent() {
        return unitOfWork
                .read(session -> session.createNativeQuery("select count(*) from outbox", Long.class)
                        .getSingleResult())
                .await()
                .atMost(SOON);
    }

    private RoleState role(String name, int seconds) {
        return new RoleState(arn(name), "AROA" + name, seconds, "{}", Map.of("p", "{}"));
    }

    private String arn(String name) {
        return "arn:aws:iam::" + account + ":role/" + name;
    }
}
