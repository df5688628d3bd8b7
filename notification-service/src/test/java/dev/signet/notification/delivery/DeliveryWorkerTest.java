package dev.signet.notification.delivery;

import static dev.signet.notification.ApplicationFixture.application;
import static dev.signet.notification.ApplicationFixture.endpoint;
import static dev.signet.notification.ApplicationFixture.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.events.UnitOfWork;
import dev.signet.notification.publish.FakeFcm;
import dev.signet.notification.publish.FakeFcm.Answer;
import dev.signet.notification.publish.FakeFcm.Hold;
import dev.signet.testkit.BackingServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

@QuarkusTest
@QuarkusTestResource(FakeFcm.class)
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_notification"))
class DeliveryWorkerTest {
    @Inject
    UnitOfWork unitOfWork;

    @Inject
    Deliveries deliveries;

    @Inject
    DeliveryWorker worker;

    private static String token(String kind) {
        return kind + "-" + UUID.randomUUID();
    }

    private static List<String> tokens(String kind, int count) {
        return IntStream.range(0, count).mapToObj(_ -> token(kind)).toList();
    }

    private static void publish(String endpoint) {
        operator().publish(request -> request.targetArn(endpoint).message("hello"));
    }

    private int run(String sql, String endpoint) {
        return unitOfWork
                .run(work -> work.session()
                        .createNativeQuery(sql)
                        .setParameter("endpoint", endpoint)
                        .executeUpdate())
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    private long waiting(String endpoint) {
        return unitOfWork
                .read(session -> session.createNativeQuery(
                                "select count(*) from delivery where endpoint_arn = :endpoint", Long.class)
                        .setParameter("endpoint", endpoint)
                        .getSingleResult())
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    @Test
    void deliversToOthersWhileSomePushesHang() throws Exception {
        String application = application();
        String kind = token("hanging");
        String other = token("device");
        try (Hold hold = FakeFcm.hold(kind)) {
            tokens(kind, FakeFcm.CONCURRENCY / 2).forEach(token -> publish(endpoint(application, token)));
            await().until(() -> hold.waiting() == FakeFcm.CONCURRENCY / 2);

            publish(endpoint(application, other));

            FakeFcm.taken(other);
        }
    }

    @Test
    void hasNoMorePushesUnderWayThanConfigured() throws Exception {
        String application = application();
        String kind = token("hanging");
        List<String> tokens = tokens(kind, FakeFcm.CONCURRENCY + 8);
        try (Hold hold = FakeFcm.hold(kind)) {
            tokens.forEach(token -> publish(endpoint(application, token)));

            await().until(() -> hold.waiting() == FakeFcm.CONCURRENCY);
            await().during(Duration.ofSeconds(2)).until(() -> hold.most() == FakeFcm.CONCURRENCY);
        }

        for (String token : tokens) {
            FakeFcm.taken(token);
        }
    }

    /** What is stored in one transaction is claimed together. */
    @Test
    void deliversToOthersWhatWasClaimedTogetherWithWhatBreaksDown() throws Exception {
        String application = application();
        List<String> tokens = tokens("device", 6);
        List<String> endpoints =
                tokens.stream().map(token -> endpoint(application, token)).toList();
        String tokenBroken = endpoint(application, token("device"));
        String pushBroken = endpoint(application, token("device"));
        run("update platform_endpoint set sealed_token = 'broken' where arn = :endpoint", tokenBroken);

        unitOfWork
                .run(work -> Multi.createBy()
                        .concatenating()
                        .streams(
                                Multi.createFrom().items(tokenBroken, pushBroken),
                                Multi.createFrom().iterable(endpoints))
                        .onItem()
                        .transformToUniAndConcatenate(endpoint -> deliveries.add(
                                work, endpoint, "test", new Push("{\"data\":{\"default\":\"hello\"}}", Map.of())))
                        .collect()
                        .last()
                        .chain(() -> breakPush(work, pushBroken)))
                .await()
                .atMost(Duration.ofSeconds(20));
        worker.deliverSoon();

        for (String token : tokens) {
            FakeFcm.taken(token);
        }
        await().untilAsserted(() ->
                assertThat(endpoints).allSatisfy(arn -> assertThat(waiting(arn)).isZero()));
        assertThat(waiting(tokenBroken)).isOne();
        assertThat(waiting(pushBroken)).isOne();
        operator().deleteEndpoint(request -> request.endpointArn(tokenBroken));
        operator().deleteEndpoint(request -> request.endpointArn(pushBroken));
    }

    private static Uni<Integer> breakPush(UnitOfWork.Work work, String endpoint) {
        return work.session()
                .createNativeQuery("update delivery set sealed_push = 'broken' where endpoint_arn = :endpoint")
                .setParameter("endpoint", endpoint)
                .executeUpdate();
    }

    @Test
    void waitsAsLongAsThePushServiceAsksFor() throws Exception {
        String token = token("device");
        FakeFcm.answer(token, new Answer(429, new JsonObject(), Map.of("Retry-After", "2")));

        publish(endpoint(application(), token));

        FakeFcm.taken(token);
        var tries = FakeFcm.triesAt(token);
        assertThat(Duration.between(tries.getFirst(), tries.getLast())).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void dropsAMessageThatThePushServiceWillNeverTake() {
        String token = token("device");
        FakeFcm.answer(token, Answer.of(400, "INVALID_ARGUMENT", "Android message is too big"));
        String endpoint = endpoint(application(), token);

        publish(endpoint);

        await().until(() -> FakeFcm.tries(token) == 1 && waiting(endpoint) == 0);
        assertThat(enabled(endpoint)).isEqualTo("true");
    }

    @Test
    void dropsAMessageThatThePushServiceForbids() {
        String token = token("device");
        FakeFcm.answer(token, Answer.of(403, "SENDER_ID_MISMATCH", "SenderId mismatch"));
        String endpoint = endpoint(application(), token);

        publish(endpoint);

        await().until(() -> FakeFcm.tries(token) == 1 && waiting(endpoint) == 0);
        assertThat(enabled(endpoint)).isEqualTo("true");
    }

    @Test
    void disablesAnEndpointWhoseTokenIsNone() {
        String token = token("device");
        FakeFcm.answer(
                token,
                Answer.of(400, "INVALID_ARGUMENT", "The registration token is not a valid FCM registration token"));
        String endpoint = endpoint(application(), token);

        publish(endpoint);

        await().until(() -> enabled(endpoint).equals("false"));
    }

    @Test
    void triesAgainWhenSomethingElseThanTheDeviceIsNotFound() throws Exception {
        String token = token("device");
        FakeFcm.answer(token, new Answer(404, new JsonObject(), Map.of()));
        String endpoint = endpoint(application(), token);

        publish(endpoint);

        FakeFcm.taken(token);
        assertThat(enabled(endpoint)).isEqualTo("true");
    }

    @Test
    void keepsAnEndpointThatGotAFreshTokenWhileTheOldOneWasFoundDead() throws Exception {
        String old = token("dead");
        String fresh = token("device");
        String endpoint = endpoint(application(), old);
        try (Hold hold = FakeFcm.hold(old)) {
            publish(endpoint);
            await().until(() -> hold.waiting() == 1);
            operator().setEndpointAttributes(request -> request.endpointArn(endpoint)
                    .attributes(Map.of("Token", fresh)));
        }

        FakeFcm.taken(fresh);
        assertThat(enabled(endpoint)).isEqualTo("true");
    }

    private static String enabled(String endpoint) {
        return operator()
                .getEndpointAttributes(request -> request.endpointArn(endpoint))
                .attributes()
                .get("Enabled");
    }

    private static void publish(String endpoint, String attribute, String value) {
        operator().publish(request -> request.targetArn(endpoint)
                .message("hello")
                .messageAttributes(Map.of(
                        attribute,
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue(value)
                                .build())));
    }

    @Test
    void tellsGoogleHowLongAMessageIsOfUse() throws Exception {
        String token = token("device");

        publish(endpoint(application(), token), "AWS.SNS.MOBILE.FCM.TTL", "600");

        String ttl = FakeFcm.taken(token).getJsonObject("android").getString("ttl");
        assertThat(ttl).matches("\\d+s");
        assertThat(Integer.parseInt(ttl.replace("s", ""))).isBetween(500, 600);
    }

    @Test
    void triesAMessageOnceThatIsOfUseAtOnceOrNever() throws Exception {
        String token = token("device");
        publish(endpoint(application(), token), "AWS.SNS.MOBILE.GCM.TTL", "0");
        assertThat(FakeFcm.taken(token).getJsonObject("android").getString("ttl"))
                .isEqualTo("0s");

        String busy = token("device");
        FakeFcm.answer(busy, new Answer(503, new JsonObject(), Map.of()));
        String endpoint = endpoint(application(), busy);
        publish(endpoint, "AWS.SNS.MOBILE.GCM.TTL", "0");

        await().until(() -> FakeFcm.tries(busy) == 1 && waiting(endpoint) == 0);
    }

    @Test
    void givesAMessageUpWhenItsTimeIsOver() {
        String token = token("device");
        FakeFcm.answer(token, new Answer(503, new JsonObject(), Map.of("Retry-After", "3600")));
        String endpoint = endpoint(application(), token);

        publish(endpoint, "AWS.SNS.MOBILE.GCM.TTL", "60");

        await().until(() -> FakeFcm.tries(token) == 1 && waiting(endpoint) == 0);
    }
}
